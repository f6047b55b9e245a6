import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALLBACK_TAKEN_MS, holderOf, stepCallback, type CallbackLease } from '../../desk/lease/callback';
import {
  CONSULTING_MS, isLive, openTransfer, reservedOperator, stepTransfer, type TransferAction, type TransferLease,
} from '../../desk/lease/transfer';

const who = fc.constantFrom('op1', 'op2', 'op3');

describe('callback lease', () => {
  const action = fc.record({
    kind: fc.constantFrom('take' as const, 'giveBack' as const, 'done' as const, 'reopen' as const), operator: who, waitMs: fc.nat(20 * 60_000),
  });
  const FREE: CallbackLease = { takenBy: null, takenAtMs: null, doneBy: null, doneAtMs: null };

  test('no two hold one at once: it changes hands only by giving back, by time, or over its end', () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let lease = FREE;
      let atMs = 0;
      for (const { kind, operator, waitMs } of actions) {
        atMs += waitMs;
        const before = holderOf(lease, atMs);
        const after = stepCallback(lease, { kind, operator, atMs });
        // Refused only where a colleague has it, or it is done.
        if (after === null) expect(lease.doneAtMs !== null || (before !== null && before !== operator)).toBe(true);
        lease = after ?? lease;
        const holder = holderOf(lease, atMs);
        if (before !== null && holder !== before) expect(kind === 'done' || (kind === 'giveBack' && operator === before)).toBe(true);
      }
    }));
  });

  test('whoever took it and went away keeps it a quarter of an hour at most', () => {
    const taken = stepCallback(FREE, { kind: 'take', operator: 'op1', atMs: 0 });
    expect(taken && [holderOf(taken, CALLBACK_TAKEN_MS - 1), holderOf(taken, CALLBACK_TAKEN_MS)]).toEqual(['op1', null]);
  });

  test('done once is done by one', () => {
    const done = stepCallback(FREE, { kind: 'done', operator: 'op1', atMs: 0 });
    expect(done && stepCallback(done, { kind: 'done', operator: 'op2', atMs: 1 })).toBe(done);
  });
});

describe('transfer lease', () => {
  const at = fc.nat(7_200_000);
  const action: fc.Arbitrary<TransferAction> = fc.oneof(
    fc.record({ kind: fc.constantFrom('confirm', 'refuse', 'takeBack', 'transferring', 'consulting', 'transferred', 'ended', 'tick'), atMs: at }),
    fc.record({ kind: fc.constant('notPossible'), why: fc.constantFrom('unreachable', 'not-possible'), atMs: at }),
    fc.record({ kind: fc.constant('transferFailed'), why: fc.constantFrom('no-answer', 'refused'), callerIsBack: fc.boolean(), atMs: at }),
  );
  const opened = (isFree = true, to: TransferLease['to'] = { operator: 'op2' }): TransferLease =>
    openTransfer({ transferId: 't', callId: '1', operator: 'op1', mode: 'consult', to, isFree, atMs: 0 });
  const run = (actions: readonly TransferAction[]): TransferLease => actions.reduce(stepTransfer, opened());

  test('over is over, and whoever is reserved is so for a bounded time', () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      let lease = opened();
      for (const one of actions) {
        const before = lease;
        lease = stepTransfer(lease, one);
        if (!isLive(before)) expect(lease).toBe(before);
        expect(lease.endsAtMs === null).toBe(!isLive(lease));
        if (isLive(lease) && lease !== before) expect((lease.endsAtMs ?? 0) - one.atMs).toBeLessThanOrEqual(CONSULTING_MS);
      }
      const late = stepTransfer(lease, { kind: 'tick', atMs: (lease.endsAtMs ?? 0) + 1 });
      expect([isLive(late), reservedOperator(late)]).toEqual([false, null]);
    }));
  });

  test('the session is told of no colleague who did not say yes', () => {
    fc.assert(fc.property(fc.array(action.filter(({ kind }) => kind === 'tick' || kind === 'takeBack' || kind === 'refuse' || kind === 'notPossible'), { maxLength: 10 }), (actions) => {
      expect(['reserving', 'failed']).toContain(run(actions).state);
    }));
  });

  test.each([
    [[{ kind: 'tick', atMs: 4_000 }], 'failed', 'no-confirmation'],
    [[{ kind: 'confirm', atMs: 1_000 }, { kind: 'tick', atMs: 9_000 }], 'failed', 'unreachable'],
    [[{ kind: 'confirm', atMs: 1_000 }, { kind: 'transferring', atMs: 1_500 }, { kind: 'tick', atMs: 31_500 }], 'failed', 'lost'],
    [[{ kind: 'confirm', atMs: 1_000 }, { kind: 'takeBack', atMs: 1_100 }, { kind: 'consulting', atMs: 9_000 }], 'failed', 'taken-back'],
    [[{ kind: 'confirm', atMs: 1_000 }, { kind: 'consulting', atMs: 9_000 }, { kind: 'transferFailed', why: 'lost', callerIsBack: true, atMs: 9_500 }], 'returned', 'lost'],
    [[{ kind: 'confirm', atMs: 1_000 }, { kind: 'transferring', atMs: 1_500 }, { kind: 'transferred', atMs: 5_000 }, { kind: 'ended', atMs: 9_000 }], 'done', null],
  ] as const)('%j: %s, %s', (actions, state, why) => {
    expect(run(actions)).toMatchObject({ state, why });
  });

  test('a number needs no reservation; a colleague who is busy is not asked', () => {
    expect([opened(false, { number: '+79031112233' }).state, opened(false)]).toEqual(['reserved', expect.objectContaining({ state: 'failed', why: 'busy' })]);
  });
});
