import { describe, expect, test } from 'vitest';
import { allChecks, connectionLine, lineDetail, mustGuard, type PageState } from '../../../operator/state';
import {
  all, createOperator, end, me, opened, ready, ringing, send, statuses, talking, types, wait, wrappingUp, write,
} from '../world';

const line = ({ state }: { state: PageState }) => connectionLine(state).line;
const follow = { type: 'desk.leadership', leadership: { leads: false, expiresInMs: 15_000, takenOver: true } } as const;
const lead = { type: 'desk.leadership', leadership: { leads: true, expiresInMs: 15_000, takenOver: false } } as const;

describe('after opening', () => {
  test('«Подключение…», then «Прием звонков отключен»', () => {
    const page = createOperator();
    const seen = [line(page)];
    send(page, { type: 'desk.profile', me: me() });
    send(page, { type: 'desk.up' });
    send(page, lead);
    seen.push(line(page));
    send(page, { type: 'phone.up', status: 'ONLINE' });
    expect([...seen, line(page)]).toEqual(['connecting', 'connecting', 'off']);
  });
});

describe('R18 the status returns to what the operator had chosen', () => {
  test.each([['on', ready, 'READY'], ['off', opened, 'OFFLINE']] as const)('intake %s', (_, start, wanted) => {
    const page = start();
    send(page, { type: 'phone.status', status: 'ONLINE', foreign: false });
    expect(statuses(page).at(-1)).toBe(wanted);
  });

  test('a refused request is repeated with back-off, and said in words', () => {
    const page = opened();
    page.answers = () => ({ ok: false, status: 'ONLINE' });
    send(page, { type: 'user.intakeOn' });
    send(page, { type: 'checks.done', results: allChecks('ok') });
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'status' } });
    const before = statuses(page).length;
    wait(page, 60_000);
    expect(statuses(page).length - before).toBeLessThan(10);
    page.answers = (status) => ({ ok: true, status });
    wait(page, 15_000);
    expect(line(page)).toBe('on');
  });

  test('while one request is out, no second one goes', () => {
    const page = opened();
    page.answers = () => null;
    const before = statuses(page).length;
    send(page, { type: 'user.intakeOn' });
    send(page, { type: 'checks.done', results: allChecks('ok') });
    send(page, { type: 'user.intakeOff' });
    wait(page, 10_000);
    expect(statuses(page).length - before).toBe(1);
  });

  test('SmartQueue’s passing DIALING is left alone for five seconds', () => {
    const page = ready();
    send(page, { type: 'phone.status', status: 'DIALING', foreign: false });
    wait(page, 4_000);
    expect(statuses(page)).toEqual(['OFFLINE', 'READY']);
    wait(page, 1_000);
    expect(statuses(page)).toEqual(['OFFLINE', 'READY', 'READY']);
  });
});

describe('R19 two tabs', () => {
  test('the one that does not lead disconnects, says so and cannot ring', () => {
    const page = ready();
    expect(types(send(page, follow))).toContain('phone.disconnect');
    expect(line(page)).toBe('other-tab');
    send(page, { type: 'phone.ring', legId: 'x', callId: '9', offerId: null, number: '+7' });
    expect(page.state.offer).toBeNull();
  });

  test('take-over asks the desk; leading again starts with intake off', () => {
    const page = ready();
    send(page, follow);
    expect(types(send(page, { type: 'user.takeOver' }))).toEqual(['desk.leadership']);
    send(page, lead);
    send(page, { type: 'phone.up', status: 'ONLINE' });
    expect(line(page)).toBe('off');
  });

  test('a conversation under way is finished where it is', () => {
    const page = talking();
    expect(types(send(page, follow))).not.toContain('phone.disconnect');
    expect(line(page)).toBe('talking');
    end(page);
    expect(all(page, 'phone.disconnect')).toHaveLength(1);
  });

  test('without the desk the last leader stays', () => {
    const page = ready();
    send(page, { type: 'desk.down', retryInMs: null, signedOut: false });
    wait(page, 60_000);
    expect([line(page), page.state.tab.leads]).toEqual(['on', true]);
  });

  test('the lease is renewed every five seconds', () => {
    const page = ready();
    wait(page, 20_000);
    expect(all(page, 'desk.leadership').filter(({ action }) => action === 'renew')).toHaveLength(4);
  });
});

describe('R21 leaving', () => {
  test.each([
    ['idle', () => ready(), false], ['ringing', () => ringing(), true], ['talking', () => talking(), true],
    ['wrap-up without text', () => wrappingUp(), false],
  ] as const)('%s', (_, start, guarded) => expect(mustGuard(start().state)).toBe(guarded));

  test('wrap-up with text is guarded', () => {
    const page = wrappingUp();
    write(page, 'текст');
    expect(mustGuard(page.state)).toBe(true);
  });
});

describe('R22 a tab that slept', () => {
  test('is not ready until the check has passed again', () => {
    const page = ready();
    send(page, { type: 'tick' }, 120_000);
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'checking' } });
    expect(page.state.sync.platform).toBe('ONLINE');
    send(page, { type: 'checks.done', results: allChecks('ok') });
    expect([line(page), page.state.sync.platform]).toEqual(['on', 'READY']);
  });

  test('is checked however short its sleep was, and says what was', () => {
    const page = ready();
    send(page, { type: 'tab.woken' }, 5_000);
    expect([connectionLine(page.state), page.state.sync.platform]).toEqual([{ line: 'paused', reason: { kind: 'checking' } }, 'ONLINE']);
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['slept']);
  });

  test('with intake off has nothing to check', () => {
    const page = opened();
    send(page, { type: 'tab.woken' }, 5_000);
    expect([line(page), page.state.notices]).toEqual(['off', []]);
  });
});

describe('R23 reconnecting', () => {
  test('waits longer each time, within its limit, and says when', () => {
    const page = ready();
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      send(page, { type: 'phone.lost', why: 'network', jitter: 1 });
      return (page.state.phone.retryAtMs ?? 0) - page.state.nowMs;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect([line(page), lineDetail(page.state)]).toEqual(['no-connection', { kind: 'retry', inMs: 30_000 }]);
  });

  test.each([['ok', 'on'], ['failed', 'paused']] as const)('intake comes back only through the check: %s', (result, wanted) => {
    const page = ready();
    send(page, { type: 'phone.lost', why: 'network', jitter: 0 });
    wait(page, 1_000);
    expect(page.state.phone.link).toBe('connecting');
    send(page, { type: 'phone.up', status: 'ONLINE' });
    expect(page.state.readiness.phase).toBe('checking');
    send(page, { type: 'checks.done', results: allChecks(result) });
    expect(line(page)).toBe(wanted);
  });

  test('what was off stays off', () => {
    const page = opened();
    send(page, { type: 'phone.lost', why: 'network', jitter: 0 });
    wait(page, 1_000);
    send(page, { type: 'phone.up', status: 'ONLINE' });
    expect([line(page), page.state.readiness.phase]).toEqual(['off', 'never']);
  });
});

describe('R25 the same login elsewhere', () => {
  test.each([
    ['a foreign status', { type: 'phone.status', status: 'DND', foreign: true }],
    ['a kick right after connecting', { type: 'phone.lost', why: 'kicked', jitter: 0 }],
  ] as const)('%s is explained, and nothing is done against it until the click', (_, happening) => {
    const page = ready();
    send(page, happening);
    const before = page.effects.length;
    wait(page, 30_000);
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'elsewhere' } });
    expect(types(page.effects.slice(before)).filter((type) => type.startsWith('phone.'))).not.toContain('phone.connect');
    send(page, { type: 'user.resume' });
    expect(page.state.phone.elsewhere).toBe(false);
  });
});

describe('R26 readiness', () => {
  test('intake refuses and says why while a check fails', () => {
    const page = opened();
    expect(types(send(page, { type: 'user.intakeOn' }))).toEqual(['checks.run']);
    const results = { ...allChecks('ok'), microphone: { state: 'failed' as const, why: 'denied' as const } };
    send(page, { type: 'checks.done', results });
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'checks', failed: 'microphone' } });
    expect(page.state.intake.on).toBe(false);
  });

  test('an unplugged microphone pauses, plugged in again it goes on', () => {
    const page = ready();
    for (const state of ['failed', 'ok'] as const) {
      send(page, { type: 'checks.changed' });
      send(page, { type: 'checks.done', results: allChecks(state) });
      expect(line(page)).toBe(state === 'ok' ? 'on' : 'paused');
    }
  });
});
