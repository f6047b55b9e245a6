import { describe, expect, test } from 'vitest';
import type { TransferState, TransferView } from '../../../contracts/desk-callers';
import { connectionLine, controls, desiredStatusOf } from '../../../operator/state';
import { acd, all, end, me, opened, ready, ring, send, statuses, talking, types, wait, wrappingUp, type Operator } from '../world';

const BORIS = { operator: 'boris' };
const give = (page: Operator, mode: 'blind' | 'consult' = 'consult') =>
  send(page, { type: 'user.handOver', mode, to: BORIS, toName: 'Борис' });

/** The desk on this operator's own attempt. */
function says(page: Operator, state: TransferState, change: Partial<TransferView> = {}): void {
  const transferId = page.state.talk?.handOver?.transferId ?? 'none';
  send(page, { type: 'desk.transfer', transfer: {
    transferId, callId: '7', by: 'anna', byName: 'Анна', mode: 'consult', to: BORIS, toName: 'Борис Ким', state, why: null, endsInMs: 8_000, ...change } });
}

/** The desk on a colleague's caller who is to come here. */
function offersCaller(page: Operator, state: TransferState = 'reserving', mode: 'blind' | 'consult' = 'consult') {
  return send(page, { type: 'desk.transfer', transfer: {
    transferId: 't', callId: '9', by: 'boris', byName: 'Борис Ким', mode, to: { operator: 'anna' }, toName: 'Анна', state, why: null, endsInMs: 4_000 } });
}
const acts = (page: Operator) => all(page, 'desk.transferAct').map(({ action }) => action);
const kinds = (page: Operator) => page.state.notices.map(({ kind, value }) => [kind, value]);

describe('who gives a caller to a colleague', () => {
  test('asks the desk once, follows it, connects, and has wrap-up when the session lets him go', () => {
    const page = talking();
    expect(types(give(page))).toEqual(['desk.transfer']);
    expect([types(give(page)), controls(page.state).hold.enabled]).toEqual([[], false]);
    for (const state of ['reserving', 'reserved', 'ringing', 'consulting'] as const) says(page, state);
    expect(controls(page.state)).toMatchObject({ finishHandOver: { shown: true, enabled: true }, takeBack: { enabled: true } });
    send(page, { type: 'user.finishHandOver' });
    send(page, { type: 'user.finishHandOver' });
    expect(acts(page)).toEqual(['finish']);
    says(page, 'done');
    end(page);
    expect([connectionLine(page.state).line, page.state.wrapUp?.callId]).toEqual(['wrap-up', '7']);
  });

  test.each([['returned', 'no-answer'], ['failed', 'busy'], ['failed', 'refused']] as const)('%s (%s): said in words, and the caller is with him', (state, why) => {
    const page = talking();
    give(page);
    says(page, state, { why, endsInMs: null });
    expect([kinds(page), connectionLine(page.state).line, controls(page.state).handOver.enabled]).toEqual([[['hand-over-failed', why]], 'talking', true]);
  });

  test('a caller on hold is taken off it first: the music is the session\'s', () => {
    const page = talking();
    send(page, { type: 'user.hold', on: true });
    send(page, { type: 'phone.held', legId: 'leg', ok: true, on: true });
    expect(give(page)).toContainEqual({ type: 'phone.hold', legId: 'leg', on: false });
  });

  test('a desk that says nothing is not waited for: the caller was not touched', () => {
    const page = talking();
    give(page);
    wait(page, 7_000);
    expect([page.state.talk?.handOver, kinds(page)]).toEqual([null, [['hand-over-failed', 'lost']]]);
  });

  test('proof of life goes on all the time, and a caller who leaves ends it all in wrap-up', () => {
    const page = talking();
    give(page);
    says(page, 'ringing', { endsInMs: 30_000 });
    const sent = all(page, 'phone.send').length;
    wait(page, 21_000);
    expect(all(page, 'phone.send').length).toBeGreaterThan(sent + 1);
    end(page);
    expect(page.state.wrapUp?.endedBy).toBe('caller');
  });
});

describe('the colleague', () => {
  test.each([['SmartQueue', me], ['ACD v1', acd]] as const)('leaves READY, then says so, and takes the leg although not READY (%s)', (_engine, profile) => {
    const page = ready(profile());
    page.answers = () => null;
    offersCaller(page);
    expect([statuses(page).at(-1), acts(page), desiredStatusOf(page.state)]).toEqual(['ONLINE', [], 'ONLINE']);
    send(page, { type: 'phone.statusAnswer', id: page.state.sync.pending?.id ?? '', ok: true, status: 'ONLINE' });
    expect([acts(page), connectionLine(page.state)]).toEqual([['confirm'], { line: 'paused', reason: { kind: 'reserved' } }]);
    ring(page, { callId: '9', legId: 'leg9' });
    expect(page.state.offer).toMatchObject({ callId: '9', phase: 'ringing', from: { byName: 'Борис Ким', mode: 'consult' } });
    send(page, { type: 'user.answer' });
    send(page, { type: 'phone.connected', legId: 'leg9' });
    send(page, { type: 'phone.audio', legId: 'leg9' });
    expect([desiredStatusOf(page.state), page.state.talk?.from?.mode]).toEqual(['ONLINE', 'consult']);
  });

  test('a word between colleagues leads to no wrap-up; one that ends with the caller does', () => {
    for (const done of [false, true]) {
      const page = ready();
      offersCaller(page);
      ring(page, { callId: '9', legId: 'leg9' });
      send(page, { type: 'user.answer' });
      send(page, { type: 'phone.connected', legId: 'leg9' });
      send(page, { type: 'phone.audio', legId: 'leg9' });
      if (done) offersCaller(page, 'done');
      end(page, { legId: 'leg9' });
      expect(connectionLine(page.state).line).toBe(done ? 'wrap-up' : 'on');
    }
  });

  test('whoever is busy refuses at once', () => {
    const busy = [opened(), talking(), wrappingUp()].map((page) => { offersCaller(page); return acts(page); });
    expect(busy).toEqual([['refuse'], ['refuse'], ['refuse']]);
  });

  test('a caller of the queue who was quicker wins; the colleague is told no', () => {
    const page = ready();
    page.answers = () => null;
    offersCaller(page);
    ring(page, { callId: '8', legId: 'leg8' });
    expect([page.state.offer?.callId, acts(page), page.state.reservation]).toEqual(['8', ['refuse'], null]);
  });

  test('nobody is kept for ever: the page itself returns to READY', () => {
    const page = ready();
    offersCaller(page);
    wait(page, 5_000);
    expect([page.state.reservation, statuses(page).at(-1)]).toEqual([null, 'READY']);
  });

  test('declining is no miss and no hold-out: the caller is back with his operator', () => {
    const page = ready();
    offersCaller(page);
    ring(page, { callId: '9', legId: 'leg9' });
    send(page, { type: 'user.reject', how: 'drop' });
    expect([all(page, 'phone.reject').length, all(page, 'desk.drop'), page.state.holdouts, connectionLine(page.state).line]).toEqual([1, [], [], 'on']);
  });
});

describe('calling out', () => {
  const LINE = { number: '+79031112233', destination: '79031112233', headers: { 'X-Vox-Ticket': '{}' }, expiresInMs: 60_000 };
  const call = (page: Operator) => send(page, { type: 'user.callOut', number: '8 903 111-22-33', about: '5' });
  const permit = (page: Operator, line: typeof LINE | null = LINE) => send(page, { type: 'desk.outbound', dialId: page.state.dial?.legId ?? '', line });

  test('asks for a ticket, leaves READY, dials, talks, and has wrap-up', () => {
    const page = ready();
    page.answers = () => null;
    expect(types(call(page))).toContain('desk.outbound');
    expect([types(permit(page)), connectionLine(page.state).line, statuses(page).at(-1)]).toEqual([[], 'connecting', 'ONLINE']);
    const dialled = send(page, { type: 'phone.statusAnswer', id: page.state.sync.pending?.id ?? '', ok: true, status: 'ONLINE' });
    const legId = page.state.dial?.legId ?? '';
    expect(dialled).toContainEqual({ type: 'phone.call', legId, destination: '79031112233', headers: LINE.headers });
    send(page, { type: 'phone.connected', legId, callId: '12' });
    expect(send(page, { type: 'phone.audio', legId })).toContainEqual({ type: 'phone.send', legId, text: 'alive' });
    expect(page.state.card).toMatchObject({ callId: '12', number: '+79031112233' });
    end(page, { legId });
    expect([page.state.wrapUp?.callId, all(page, 'desk.openWrapUp').length]).toEqual(['12', 1]);
  });

  test('works with intake off too', () => {
    const page = opened();
    call(page);
    expect(types(permit(page))).toContain('phone.call');
  });

  test.each([[486, 'declined'], [404, 'wrong'], [480, 'no-answer']])('not answered (%i): said why, READY again', (code, why) => {
    const page = ready();
    call(page);
    permit(page);
    send(page, { type: 'phone.ended', legId: page.state.dial?.legId ?? '', elsewhere: false, network: false, code });
    expect([kinds(page), page.state.wrapUp, connectionLine(page.state).line]).toEqual([[['call-out-failed', why]], null, 'on']);
  });

  test('no ticket, no call', () => {
    const page = ready();
    call(page);
    permit(page, null);
    expect([kinds(page), all(page, 'phone.call')]).toEqual([[['call-out-failed', 'no-ticket']], []]);
  });

  test('a call of the queue does not ring into it', () => {
    const page = ready();
    call(page);
    expect(types(ring(page, { callId: '8', legId: 'leg8' }))).toContain('phone.reject');
  });
});
