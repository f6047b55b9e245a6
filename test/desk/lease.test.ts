import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openHoldout, stepHoldout } from '../../desk/lease/holdout';
import { leads, LEADERSHIP_MS, NOBODY_LEADS, stepLeadership, type LeadershipLease } from '../../desk/lease/leadership';
import { isOpen, newWrapUp, stepWrapUp, viewWrapUp, type WrapUpAction, type WrapUpLease } from '../../desk/lease/wrap-up';
import { newCall, offered } from './support/calls';

const RULES = { limitMs: 120_000, warnMs: 30_000 };
const run = (actions: readonly WrapUpAction[]): WrapUpLease[] => {
  const leases = [newWrapUp('1', 'op1')];
  for (const action of actions) leases.push(stepWrapUp(leases.at(-1) ?? newWrapUp('1', 'op1'), action, RULES));
  return leases;
};
const action = fc.oneof(
  fc.record({ kind: fc.constantFrom('open' as const, 'extend' as const, 'tick' as const), atMs: fc.nat(600_000) }),
  fc.record({ kind: fc.constant('close' as const), by: fc.constantFrom('save' as const, 'cancel' as const, 'supervisor' as const), atMs: fc.nat(600_000) }),
);

describe('wrap-up lease', () => {
  test('it never opens again once closed, and its closer never changes', () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const leases = run(actions);
      const closed = leases.findIndex(({ closedBy }) => closedBy !== null);
      if (closed >= 0) expect(leases.slice(closed).every((lease) => lease === leases[closed] && !isOpen(lease))).toBe(true);
    }));
  });

  test('[decision 6] a close that arrives before the open is a tombstone', () => {
    const [, tombstone, late] = run([{ kind: 'close', by: 'save', atMs: 5 }, { kind: 'open', atMs: 1 }]);
    expect(late).toBe(tombstone);
    expect(late).toMatchObject({ openedAtMs: null, closedBy: 'save' });
  });

  test('R17 warned before the limit, extended by a whole limit, closed at it', () => {
    const steps = run([
      { kind: 'open', atMs: 0 }, { kind: 'tick', atMs: 89_999 }, { kind: 'tick', atMs: 90_000 }, { kind: 'extend', atMs: 95_000 },
      { kind: 'tick', atMs: 185_000 }, { kind: 'tick', atMs: 215_000 },
    ]);
    expect(steps.map(({ warned, closedBy }) => [warned, closedBy])).toEqual([
      [false, null], [false, null], [false, null], [true, null], [false, null], [true, null], [true, 'limit']]);
    expect(steps[4]).toMatchObject({ limitAtMs: 215_000, extensions: 1 });
  });

  test('without a limit nothing but a person closes it', () => {
    const lease = stepWrapUp(newWrapUp('1', 'op1'), { kind: 'open', atMs: 0 }, { limitMs: null, warnMs: 1 });
    const later = stepWrapUp(lease, { kind: 'tick', atMs: 1e9 }, { limitMs: null, warnMs: 1 });
    expect(viewWrapUp(later, 1e9, { limitMs: null, warnMs: 1 })).toMatchObject({ state: 'open', limitInMs: null, warnInMs: null });
  });
});

describe('leadership lease', () => {
  const request = fc.record({
    pageId: fc.constantFrom('a', 'b', 'c'), waitMs: fc.nat(20_000),
    action: fc.constantFrom('claim' as const, 'renew' as const, 'release' as const, 'take-over' as const),
  });

  test('R19 at most one page leads, and only a take-over moves a lease that lives', () => {
    fc.assert(fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
      let lease: LeadershipLease = NOBODY_LEADS;
      let atMs = 0;
      for (const { pageId, waitMs, action } of requests) {
        atMs += waitMs;
        const before = ['a', 'b', 'c'].filter((page) => leads(lease, page, atMs));
        lease = stepLeadership(lease, { pageId, action, atMs });
        const after = ['a', 'b', 'c'].filter((page) => leads(lease, page, atMs));
        expect(after.length).toBeLessThanOrEqual(1);
        if (before[0] && after[0] && before[0] !== after[0]) expect(action).toBe('take-over');
      }
    }));
  });

  test('R22 a page that sleeps longer than its lease loses it to whoever claims', () => {
    const held = stepLeadership(NOBODY_LEADS, { pageId: 'a', action: 'claim', atMs: 0 });
    expect(stepLeadership(held, { pageId: 'b', action: 'claim', atMs: LEADERSHIP_MS - 1 })).toBe(held);
    const taken = stepLeadership(held, { pageId: 'b', action: 'claim', atMs: LEADERSHIP_MS });
    expect(stepLeadership(taken, { pageId: 'a', action: 'renew', atMs: LEADERSHIP_MS + 1 })).toBe(taken);
  });
});

describe('hold-out', () => {
  const offerTo = (operator: string) => offered(newCall({ callId: '1', startedAtMs: 0 }), operator).events[1] ?? newCall({ callId: '1', startedAtMs: 0 }).events[0];
  const step = (holdout: ReturnType<typeof openHoldout>, operator: string) => {
    const event = offerTo(operator);
    return event ? stepHoldout(holdout, event) : holdout;
  };

  test('R1 it is over once every other ready operator was offered the call', () => {
    const holdout = openHoldout('op1', ['op1', 'op2', 'op3']);
    const one = step(holdout, 'op2');
    expect(one).toEqual({ operator: 'op1', waitingFor: ['op3'], hadOthers: true });
    expect(typeof one === 'string' ? one : step(one, 'op3')).toBe('all-offered');
  });

  test('R2 with nobody else ready, offers do not end it', () => {
    const alone = openHoldout('op1', ['op1']);
    expect(step(alone, 'op4')).toMatchObject({ hadOthers: false });
  });
});
