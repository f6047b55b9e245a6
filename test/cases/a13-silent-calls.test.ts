import { expect, test } from 'vitest';
import { connectionLine, lineDetail, type SoundTrouble } from '../../operator/state';
import { end, me, ready, ring, send, statuses, wait, type Operator } from '../operator/world';

/** Rung, answered, connected, and the leg ends without a sound. */
function silentCall(page: Operator, silent: SoundTrouble, callId: string): void {
  ring(page, { callId });
  send(page, { type: 'user.answer' });
  send(page, { type: 'phone.connected', legId: 'leg' });
  wait(page, 3_000);
  end(page, { silent });
}

function call(page: Operator): void {
  ring(page, { callId: 'good' });
  send(page, { type: 'user.answer' });
  send(page, { type: 'phone.connected', legId: 'leg' });
  send(page, { type: 'phone.audio', legId: 'leg' });
  end(page);
  send(page, { type: 'user.cancel' });
}

const line = ({ state }: Operator) => connectionLine(state);

test.each(['media', 'playback', 'microphone'] as const)('A13 the second call in a row without sound pauses intake and says why and what to do: %s', (why) => {
  const page = ready();
  silentCall(page, why, '1');
  expect(line(page)).toEqual({ line: 'on' });
  expect(page.state.notices.at(-1)).toMatchObject({ kind: 'talk-failed', value: why });
  silentCall(page, why, '2');
  expect(line(page)).toEqual({ line: 'paused', reason: { kind: 'sound', why } });
  expect(lineDetail(page.state)).toEqual({ kind: 'no-sound', why, local: false });
  expect(statuses(page).at(-1)).toBe('OFFLINE');
});

test('A13 a call with sound between them begins the count anew', () => {
  const page = ready();
  silentCall(page, 'media', '1');
  call(page);
  silentCall(page, 'media', '2');
  expect(line(page)).toEqual({ line: 'on' });
});

test('A13 switched on again without a cure, the next silent call pauses at once', () => {
  const page = ready();
  for (const callId of ['1', '2']) silentCall(page, 'media', callId);
  send(page, { type: 'user.resume' });
  send(page, { type: 'checks.done', results: ready().state.readiness.checks });
  expect(line(page)).toEqual({ line: 'on' });
  silentCall(page, 'media', '3');
  expect(line(page)).toMatchObject({ line: 'paused' });
});

test('A13 a line that drops before the sound came is no call without sound', () => {
  const page = ready();
  for (const callId of ['1', '2']) {
    ring(page, { callId });
    send(page, { type: 'user.answer' });
    send(page, { type: 'phone.connected', legId: 'leg' });
    end(page, { network: true, silent: 'media' });
  }
  expect(line(page)).toEqual({ line: 'on' });
});

test('A13 a microphone that does not open passes the call on, and the second time pauses', () => {
  const page = ready();
  for (const callId of ['1', '2']) {
    ring(page, { callId });
    send(page, { type: 'user.answer' });
    const effects = send(page, { type: 'phone.unanswerable', legId: 'leg' });
    expect(effects).toContainEqual({ type: 'phone.reject', legId: 'leg' });
    send(page, { type: 'checks.done', results: ready().state.readiness.checks });
    wait(page, 31_000);
  }
  expect(line(page)).toEqual({ line: 'paused', reason: { kind: 'sound', why: 'microphone' } });
});

test('R53 while it lasts, the silence is explained within three seconds; on one machine with what helps there', () => {
  const page = ready(me({ voximplant: { ...me().voximplant, serverIp: 'localhost:8443' } }));
  ring(page);
  send(page, { type: 'user.answer' });
  send(page, { type: 'phone.connected', legId: 'leg' });
  expect(lineDetail(page.state)).toEqual({ kind: 'joining' });
  send(page, { type: 'phone.silent', legId: 'leg', why: 'media' }, 2_500);
  expect(lineDetail(page.state)).toEqual({ kind: 'no-sound', why: 'media', local: true });
  send(page, { type: 'phone.audio', legId: 'leg' });
  expect(lineDetail(page.state)).toBeNull();
});
