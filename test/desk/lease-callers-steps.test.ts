import { describe, expect, test } from 'vitest';
import { CALLBACK_TAKEN_MS, holderOf, stepCallback, type CallbackAction, type CallbackLease } from '../../desk/lease/callback';
import {
  CONSULTING_MS, isLive, openTransfer, reservedOperator, RESERVED_MS, RESERVING_MS, SILENT_MS, stepTransfer, type TransferAction, type TransferLease,
} from '../../desk/lease/transfer';
import { TRANSFER_RING_MS } from '../../contracts/desk-commands';

describe('callback, step by step', () => {
  const FREE: CallbackLease = { takenBy: null, takenAtMs: null, doneBy: null, doneAtMs: null };
  const TAKEN: CallbackLease = { ...FREE, takenBy: 'op1', takenAtMs: 1_000 };
  const DONE: CallbackLease = { ...TAKEN, doneBy: 'op1', doneAtMs: 2_000 };
  const LAST_MS = 1_000 + CALLBACK_TAKEN_MS - 1;
  const by = (operator: string, kind: CallbackAction['kind'], atMs: number): CallbackAction => ({ kind, operator, atMs });

  test.each([
    ['free', FREE, 5_000, null],
    ['taken', TAKEN, LAST_MS, 'op1'],
    ['taken long ago', TAKEN, LAST_MS + 1, null],
    ['done', DONE, 2_000, null],
    ['half a row of the database', { ...TAKEN, takenAtMs: null }, 1_000, null],
    ['the other half', { ...TAKEN, takenBy: null }, 1_000, null],
  ] as const)('%s is held by', (...[, lease, nowMs, holder]) => {
    expect(holderOf(lease, nowMs)).toBe(holder);
  });

  test.each([
    ['taken by who comes first', FREE, by('op1', 'take', 1_000), TAKEN],
    ['taken by a colleague', TAKEN, by('op2', 'take', LAST_MS), null],
    ['taken again by its holder', TAKEN, by('op1', 'take', 4_000), { ...TAKEN, takenAtMs: 4_000 }],
    ['taken once nobody holds it', TAKEN, by('op2', 'take', LAST_MS + 1), { ...TAKEN, takenBy: 'op2', takenAtMs: LAST_MS + 1 }],
    ['taken though it is done', DONE, by('op1', 'take', 3_000), null],
    ['given back', TAKEN, by('op1', 'giveBack', 3_000), FREE],
    ['given back by a colleague', TAKEN, by('op2', 'giveBack', 3_000), TAKEN],
    ['given back too late', TAKEN, by('op1', 'giveBack', LAST_MS + 1), TAKEN],
    ['done by whoever spoke to the caller', TAKEN, by('op2', 'done', 3_000), { ...TAKEN, doneBy: 'op2', doneAtMs: 3_000 }],
    ['done twice', DONE, by('op2', 'done', 3_000), DONE],
    ['opened again', DONE, by('op2', 'reopen', 3_000), FREE],
    ['opened though it is open', TAKEN, by('op2', 'reopen', 3_000), TAKEN],
  ] as const)('%s', (...[, lease, action, next]) => {
    const stepped = stepCallback(lease, action);
    expect(stepped).toEqual(next);
    // Where nothing changed it is the same object: then nothing is written and nobody is told.
    if (JSON.stringify(next) === JSON.stringify(lease)) expect(stepped).toBe(lease);
  });
});

describe('transfer, step by step', () => {
  const started = { transferId: 't', callId: '1', operator: 'op1', mode: 'blind', atMs: 100 } as const;
  const TO_OP2: TransferLease = {
    transferId: 't', callId: '1', operator: 'op1', mode: 'blind', to: { operator: 'op2' }, state: 'reserving', why: null, endsAtMs: 100 + RESERVING_MS,
  };
  const in_ = (state: TransferLease['state'], endsAtMs: number | null): TransferLease => ({ ...TO_OP2, state, endsAtMs });
  const LIVE = { reserving: in_('reserving', 5_000), reserved: in_('reserved', 5_000), ringing: in_('ringing', 5_000), consulting: in_('consulting', 5_000) };
  const OVER = [in_('done', null), { ...in_('returned', null), why: 'refused' as const }, { ...in_('failed', null), why: 'busy' as const }];

  test.each([
    ['a free colleague', { to: { operator: 'op2' }, isFree: true }, TO_OP2],
    ['a busy one', { to: { operator: 'op2' }, isFree: false }, { ...TO_OP2, state: 'failed', why: 'busy', endsAtMs: null }],
    ['a number', { to: { number: '+7' }, isFree: false }, { ...TO_OP2, to: { number: '+7' }, state: 'reserved', endsAtMs: 100 + RESERVED_MS }],
  ] as const)('begins: to %s', (...[, more, lease]) => {
    expect(openTransfer({ ...started, ...more })).toEqual(lease);
  });

  const act = (kind: 'confirm' | 'refuse' | 'takeBack' | 'transferring' | 'consulting' | 'transferred' | 'ended' | 'tick', atMs = 1_000): TransferAction => ({ kind, atMs });
  const impossible: TransferAction = { kind: 'notPossible', why: 'unreachable', atMs: 1_000 };
  const failedTo = (callerIsBack: boolean): TransferAction => ({ kind: 'transferFailed', why: 'no-answer', callerIsBack, atMs: 1_000 });
  const failed = (why: TransferLease['why']) => ({ state: 'failed', why, endsAtMs: null });
  const RINGS = { state: 'ringing', endsAtMs: 1_000 + TRANSFER_RING_MS + SILENT_MS };
  const CONSULTS = { state: 'consulting', endsAtMs: 1_000 + CONSULTING_MS };
  const SAME = null;

  /** What becomes of a transfer in each of the four states; `SAME`: the very object. */
  test.each([
    ['confirm', act('confirm'), { state: 'reserved', endsAtMs: 1_000 + RESERVED_MS }, SAME, SAME, SAME],
    ['refuse', act('refuse'), failed('refused'), SAME, SAME, SAME],
    ['take back', act('takeBack'), failed('taken-back'), failed('taken-back'), SAME, SAME],
    ['not possible', impossible, failed('unreachable'), failed('unreachable'), SAME, SAME],
    ['transferring', act('transferring'), RINGS, RINGS, SAME, SAME],
    ['consulting', act('consulting'), CONSULTS, CONSULTS, CONSULTS, CONSULTS],
    ['transferred', act('transferred'), { state: 'done', why: null, endsAtMs: null }, ...Array<object>(3).fill({ state: 'done', why: null, endsAtMs: null })],
    ['failed, the caller is back', failedTo(true), ...Array<object>(4).fill({ state: 'returned', why: 'no-answer', endsAtMs: null })],
    ['failed, the caller is gone', failedTo(false), ...Array<object>(4).fill(failed('no-answer'))],
    ['the call is over', act('ended'), ...Array<object>(4).fill(failed('ended'))],
    ['a moment before its time', act('tick', 4_999), SAME, SAME, SAME, SAME],
    ['its time', act('tick', 5_000), failed('no-confirmation'), failed('unreachable'), failed('lost'), failed('lost')],
  ] as [string, TransferAction, ...(object | null)[]][])('%s', (_, action, ...nexts) => {
    expect(nexts).toHaveLength(4);
    Object.values(LIVE).forEach((lease, index) => {
      const next = nexts[index] ?? SAME;
      const stepped = stepTransfer(lease, action);
      expect(stepped).toEqual(next === SAME ? lease : { ...lease, ...next });
      if (next === SAME) expect(stepped).toBe(lease);
    });
    for (const lease of OVER) expect(stepTransfer(lease, action)).toBe(lease);
  });

  test('a colleague is kept free as long as it lives, a number never', () => {
    expect(Object.values(LIVE).map((lease) => [isLive(lease), reservedOperator(lease)])).toEqual(Array(4).fill([true, 'op2']));
    expect(OVER.map((lease) => [isLive(lease), reservedOperator(lease)])).toEqual(Array(3).fill([false, null]));
    expect(reservedOperator({ ...LIVE.reserved, to: { number: '+7' } })).toBeNull();
  });

  test('one that should end and has no time for it goes on', () => {
    const endless = in_('ringing', null);
    expect(stepTransfer(endless, act('tick', 1e12))).toBe(endless);
  });
});
