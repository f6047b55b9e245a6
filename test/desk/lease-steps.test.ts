import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../contracts/call-events';
import { openHoldout, stepHoldout } from '../../desk/lease/holdout';
import { leads, LEADERSHIP_MS, NOBODY_LEADS, stepLeadership, viewLeadership, type LeadershipLease } from '../../desk/lease/leadership';
import { newWrapUp, stepWrapUp, viewWrapUp, type WrapUpAction } from '../../desk/lease/wrap-up';

const A_LEADS: LeadershipLease = { pageId: 'a', expiresAtMs: 1_000, takenFrom: null };
const TAKEN: LeadershipLease = { pageId: 'b', expiresAtMs: 1_000, takenFrom: 'a' };

describe('leadership, step by step', () => {
  const led = (pageId: string, atMs: number, takenFrom: string | null = null) => ({ pageId, expiresAtMs: atMs + LEADERSHIP_MS, takenFrom });

  test.each([
    ['nobody leads and a claims', NOBODY_LEADS, 'a', 'claim', 0, led('a', 0)],
    ['a claims what it has', A_LEADS, 'a', 'claim', 900, led('a', 900)],
    ['b claims while a lives', A_LEADS, 'b', 'claim', 999, A_LEADS],
    ['b claims when a is over', A_LEADS, 'b', 'claim', 1_000, led('b', 1_000)],
    ['a renews', A_LEADS, 'a', 'renew', 900, led('a', 900)],
    ['a renews late, nobody was quicker', A_LEADS, 'a', 'renew', 5_000, led('a', 5_000)],
    ['b renews what it never had', A_LEADS, 'b', 'renew', 5_000, A_LEADS],
    ['a releases', A_LEADS, 'a', 'release', 1, NOBODY_LEADS],
    ['b releases what a has', A_LEADS, 'b', 'release', 1, A_LEADS],
    ['b releases what it took from a', TAKEN, 'b', 'release', 1, { ...NOBODY_LEADS, takenFrom: 'a' }],
    ['b takes over from a', A_LEADS, 'b', 'take-over', 500, led('b', 500, 'a')],
    ['b takes over what was over', A_LEADS, 'b', 'take-over', 1_000, led('b', 1_000)],
    ['b takes over what nobody has', NOBODY_LEADS, 'b', 'take-over', 0, led('b', 0)],
    ['a takes over what it has', A_LEADS, 'a', 'take-over', 500, led('a', 500)],
    ['a asks again after it was taken: told once', { ...TAKEN, expiresAtMs: 0 }, 'a', 'claim', 10, led('a', 10)],
    ['b renews, a has not asked yet', TAKEN, 'b', 'renew', 10, led('b', 10, 'a')],
  ] as const)('%s', (...[, lease, pageId, action, atMs, next]) => {
    expect(stepLeadership(lease, { pageId, action, atMs })).toEqual(next);
  });

  test.each([
    ['who leads', A_LEADS, 'a', 400, { leads: true, expiresInMs: 600, takenOver: false, leader: 'a' }],
    ['who does not', A_LEADS, 'b', 400, { leads: false, expiresInMs: 600, takenOver: false, leader: 'a' }],
    ['whom it was taken from', TAKEN, 'a', 400, { leads: false, expiresInMs: 600, takenOver: true, leader: 'b' }],
    ['when nobody leads', NOBODY_LEADS, 'a', 400, { leads: false, expiresInMs: 0, takenOver: false, leader: null }],
    ['at its last moment', A_LEADS, 'a', 1_000, { leads: false, expiresInMs: 0, takenOver: false, leader: null }],
    ['after it', A_LEADS, 'a', 1_500, { leads: false, expiresInMs: 0, takenOver: false, leader: null }],
    ['before time began', NOBODY_LEADS, 'a', -400, { leads: false, expiresInMs: 0, takenOver: false, leader: null }],
  ] as const)('is told to %s', (...[, lease, pageId, nowMs, view]) => {
    expect(viewLeadership(lease, pageId, nowMs)).toEqual(view);
    expect(leads(lease, pageId, nowMs)).toBe(view.leads);
  });
});

describe('wrap-up, step by step', () => {
  const RULES = { limitMs: 60_000, warnMs: 10_000 };
  const NO_LIMIT = { limitMs: null, warnMs: 10_000 };
  const fresh = newWrapUp('1', 'op1');
  const open = stepWrapUp(fresh, { kind: 'open', atMs: 1_000 }, RULES);
  const unlimited = stepWrapUp(fresh, { kind: 'open', atMs: 1_000 }, NO_LIMIT);
  const step = (action: WrapUpAction, lease = open, rules: typeof RULES | typeof NO_LIMIT = RULES) => stepWrapUp(lease, action, rules);

  test('opened once; the second word changes nothing', () => {
    expect(open).toEqual({ ...fresh, openedAtMs: 1_000, limitAtMs: 61_000 });
    expect(step({ kind: 'open', atMs: 9_000 })).toBe(open);
    expect(unlimited.limitAtMs).toBeNull();
  });

  test('extended only where it is open and has a limit, and never to less', () => {
    expect(step({ kind: 'extend', atMs: 5_000 })).toEqual({ ...open, limitAtMs: 65_000, extensions: 1 });
    expect(step({ kind: 'extend', atMs: 0 })).toMatchObject({ limitAtMs: 61_000, extensions: 1 });
    expect(step({ kind: 'extend', atMs: 5_000 }, fresh)).toBe(fresh);
    expect(step({ kind: 'extend', atMs: 5_000 }, unlimited)).toBe(unlimited);
    expect(step({ kind: 'extend', atMs: 5_000 }, open, NO_LIMIT)).toBe(open);
  });

  test('closed by whom and when', () => {
    expect(step({ kind: 'close', by: 'cancel', atMs: 7_000 })).toEqual({ ...open, closedAtMs: 7_000, closedBy: 'cancel' });
    expect(step({ kind: 'tick', atMs: 61_000 })).toEqual({ ...open, closedAtMs: 61_000, closedBy: 'limit' });
    expect(step({ kind: 'tick', atMs: 1e9 }, unlimited, NO_LIMIT)).toBe(unlimited);
  });

  test('warned once, at the moment and not before', () => {
    expect(step({ kind: 'tick', atMs: 50_999 })).toBe(open);
    const warned = step({ kind: 'tick', atMs: 51_000 });
    expect(warned).toEqual({ ...open, warned: true });
    expect(step({ kind: 'tick', atMs: 52_000 }, warned)).toBe(warned);
  });

  test.each([
    ['never opened', fresh, 2_000, { state: 'closed', closedBy: null, openedAt: null, limitInMs: null, warnInMs: null }],
    ['open', open, 2_000, { state: 'open', closedBy: null, openedAt: '1970-01-01T00:00:01.000Z', limitInMs: 59_000, warnInMs: 49_000 }],
    ['to be warned', open, 55_000, { state: 'open', limitInMs: 6_000, warnInMs: 0 }],
    ['over its limit', open, 70_000, { state: 'open', limitInMs: 0, warnInMs: 0 }],
    ['without a limit', unlimited, 2_000, { state: 'open', limitInMs: null, warnInMs: null }],
    ['closed', step({ kind: 'close', by: 'save', atMs: 3_000 }), 4_000, { state: 'closed', closedBy: 'save', limitInMs: null, warnInMs: null }],
  ] as const)('shown: %s', (...[, lease, nowMs, view]) => {
    expect(viewWrapUp(lease, nowMs, RULES)).toMatchObject({ callId: '1', operator: 'op1', extensions: 0, ...view });
  });
});

describe('hold-out, step by step', () => {
  const alone = openHoldout('op1', ['op1']);
  const among = openHoldout('op1', ['op1', 'op2', 'op3']);
  const HEAD = { id: '1:1', callId: '1', seq: 1, atMs: 0 };
  const offeredTo = (operator: string): CallEvent => ({ ...HEAD, kind: 'offered', offerId: 'o1', operator });
  const ANSWERED: CallEvent = { ...HEAD, kind: 'answered', offerId: 'o1', operator: 'op2' };
  const ENDED: CallEvent = { ...HEAD, kind: 'ended', reason: 'abandoned', detail: 'queue', by: 'caller', waitMs: 0, talkMs: 0, operator: null };
  const BRIDGED: CallEvent = { ...HEAD, kind: 'bridged', offerId: 'o1', operator: 'op2' };

  test.each([
    ['an answer ends it', among, ANSWERED, 'answered'],
    ['the end of the call ends it', alone, ENDED, 'ended'],
    ['another hears the call: one less to wait for', among, offeredTo('op2'), { ...among, waitingFor: ['op3'] }],
    ['the last of them', { ...among, waitingFor: ['op3'] }, offeredTo('op3'), 'all-offered'],
    ['somebody who came later', among, offeredTo('op9'), among],
    ['nobody else was there', alone, offeredTo('op2'), alone],
    ['anything else', among, BRIDGED, among],
  ] as const)('%s', (...[, holdout, event, next]) => {
    expect(stepHoldout(holdout, event)).toEqual(next);
  });
});
