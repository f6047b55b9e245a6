import { describe, expect, test } from 'vitest';
import { connectionLine, lineDetail, type PhoneTrouble } from '../../operator/state';
import { createTexts } from '../../operator/locale';
import { lineText, underLine } from '../../operator/view/line';
import { clocksOf, createOperator, me, ready, send, wait, type Operator } from '../operator/world';

/** Signed in and leading; the telephony was never reached. */
function neverConnected(): Operator {
  const page = createOperator();
  send(page, { type: 'desk.profile', me: me() });
  send(page, { type: 'desk.up' });
  send(page, { type: 'desk.leadership', leadership: { leads: true, expiresInMs: 15_000, takenOver: false } });
  return page;
}
const texts = createTexts('ru');
const shown = ({ state }: Operator) => ({ line: lineText(connectionLine(state), { state, texts, clocks: clocksOf(state) }), under: underLine(state, texts) });

describe('A12 what keeps the page from the telephony is named, with what to do, and is no lost connection', () => {
  test.each<[PhoneTrouble, string, RegExp]>([
    ['no-webrtc', 'Прием приостановлен: браузер не умеет звонить', /WebRTC.*откройте страницу в Chrome/],
    ['sdk', 'Прием приостановлен: модуль телефонии не загрузился', /Отключите блокировщик.*обновите/],
    ['network', 'Прием приостановлен: доступ к телефонии закрыт', /VPN или расширение.*Отключите/],
    ['refused', 'Прием приостановлен: телефония отклонила вход', /администратору/],
  ])('%s', (why, line, under) => {
    const page = neverConnected();
    send(page, { type: 'phone.lost', why, jitter: 0 });
    expect(shown(page)).toEqual({ line, under: expect.stringMatching(under) as string });
    // The attempts that follow do not make it flicker.
    wait(page, 3_000);
    expect(shown(page).line).toBe(line);
  });

  test('an attempt that succeeds ends it', () => {
    const page = neverConnected();
    send(page, { type: 'phone.lost', why: 'sdk', jitter: 0 });
    send(page, { type: 'phone.up', status: 'ONLINE' });
    expect(connectionLine(page.state)).toEqual({ line: 'off' });
  });

  test('a browser without WebRTC is asked once', () => {
    const page = neverConnected();
    send(page, { type: 'phone.lost', why: 'no-webrtc', jitter: 0 });
    const before = page.effects.length;
    wait(page, 120_000);
    expect(page.effects.slice(before).filter(({ type }) => type === 'phone.connect')).toEqual([]);
  });

  test('a connection that was there and went is lost, and so is one whose desk is away too', () => {
    const page = ready();
    send(page, { type: 'phone.lost', why: 'network', jitter: 0 });
    expect([connectionLine(page.state).line, lineDetail(page.state)?.kind]).toEqual(['no-connection', 'retry']);
    const offline = neverConnected();
    send(offline, { type: 'desk.down', retryInMs: null, signedOut: false });
    send(offline, { type: 'phone.lost', why: 'network', jitter: 0 });
    expect(connectionLine(offline.state).line).toBe('no-connection');
  });

  test('A12 a connection that opens and drops again and again is none, from the first time on', () => {
    // The desk's own channel: signed in, and no page leads yet.
    const page = createOperator();
    send(page, { type: 'desk.profile', me: me() });
    expect(shown(page).line).toBe('Подключение…');
    send(page, { type: 'desk.down', retryInMs: 1_000, signedOut: false });
    expect(shown(page)).toEqual({ line: 'Нет соединения', under: 'Повторим через 1 с' });
    wait(page, 60_000);
    expect(shown(page).line).toBe('Нет соединения');
    // The telephony, after it was there: each attempt is under way for as long as it takes.
    const back = ready();
    for (let time = 0; time < 5; time++) {
      send(back, { type: 'phone.lost', why: 'network', jitter: 0 });
      wait(back, 20_000);
      expect([back.state.phone.link, shown(back).line]).toEqual(['connecting', 'Нет соединения']);
    }
    send(back, { type: 'phone.up', status: 'ONLINE' });
    expect(shown(back).line).not.toBe('Нет соединения');
  });

  test('who is not signed in has lost no connection', () => {
    const page = createOperator();
    send(page, { type: 'desk.down', retryInMs: null, signedOut: true });
    expect(shown(page)).toEqual({ line: 'Прием приостановлен: вход не выполнен', under: expect.stringContaining('Откройте страницу заново') as string });
  });
});
