import { describe, expect, it } from 'vitest';
import { quit } from '../../scenarios/call/quit';
import {
  alert, alive, bidden, bye, callerGone, connected, drop, end, fault, go, greeted, inQueue, inTalk, legGone, noAdvice, offerEnded,
  offered, queued, reached, takeOut, tick, told, unserved, type Driven,
} from './drive';

const greeting = go(alert(), [1, connected]);
const enqueued = go(greeting, [2, noAdvice], [3, greeted]);
const waiting = inQueue();
const ringing = go(waiting, [5, offered('op1')]);
const answered = go(ringing, [9, reached('op1')]);
const talking = inTalk();

/** From where, what happens, and the one end it leads to. */
const ROWS: [name: string, from: Driven, happens: Parameters<typeof go>[1][], end: string][] = [
  ['R42 caller leaves before the answer', alert(), [[1, callerGone]], 'abandoned/greeting by caller'],
  ['R42 caller leaves in the greeting', greeting, [[2, callerGone]], 'abandoned/greeting by caller'],
  ['R42 caller leaves before the verdict', enqueued, [[4, callerGone]], 'abandoned/queue by caller'],
  ['R42 caller leaves while waiting', waiting, [[9, callerGone]], 'abandoned/queue by caller'],
  ['R8 caller leaves while an operator rings', ringing, [[9, callerGone]], 'abandoned/ringing by caller'],
  ['R8 caller leaves between answer and bridge', answered, [[10, callerGone]], 'abandoned/ringing by caller'],
  ['R42 caller ends the conversation', talking, [[20, callerGone]], 'completed/talk by caller'],
  ['R42 operator ends the conversation', talking, [[20, bye()], [20, legGone()]], 'completed/talk by operator'],
  ['operator says bye and his leg hangs on', talking, [[20, bye()], [25, tick]], 'completed/talk by operator'],
  ['R3 drop by the operator who is rung', ringing, [[8, drop('op1')]], 'dropped/operator by operator'],
  ['take-out by a supervisor', waiting, [[8, takeOut]], 'dropped/supervisor by operator'],
  ['R5 nobody is signed in', enqueued, [[4, unserved('offline')], [6, bidden]], 'unserved/offline by system'],
  ['R5 the queue is full', enqueued, [[4, unserved('queue-full')], [6, bidden]], 'unserved/queue-full by system'],
  ['the queue gives no verdict', enqueued, [[13, tick], [15, bidden]], 'unserved/queue-error by system'],
  ['R5 patience is over', waiting, [[303, tick], [305, bidden]], 'unserved/timeout by system'],
  ['R5 the last one goes offline', waiting, [[9, unserved('offline')], [11, bidden]], 'unserved/offline by system'],
  ['R5 all reject, then patience is over', ringing,
    [[6, offerEnded('op1', 'rejected')], [303, tick], [305, bidden]], 'unserved/rejected-by-all by system'],
  ['R5 all time out', ringing,
    [[25, offerEnded('op1', 'missed')], [303, tick], [305, bidden]], 'unserved/timeout by system'],
  ['goodbye never reported as played', waiting, [[303, tick], [400, tick]], 'unserved/timeout by system'],
  ['caller leaves in the goodbye', waiting, [[303, tick], [304, callerGone]], 'unserved/timeout by system'],
  ['a handler throws in the greeting', greeting, [[2, fault]], 'unserved/error by system'],
  ['a handler throws while talking', talking, [[20, fault]], 'unserved/error by system'],
  ['a handler throws in the goodbye', waiting, [[303, tick], [304, fault]], 'unserved/timeout by system'],
  ['the answer never connects', alert(), [[10, tick]], 'unserved/error by system'],
  ['a test call where none are allowed', alert({}, { mayCall: false }), [], 'blocked/not-public by system'],
  ['the desk says blocked', greeting, [[2, { kind: 'advised', advice: { blocked: true } }]], 'blocked/block-list by system'],
];

describe('every call ends with one reason', () => {
  it.each(ROWS)('%s', (...[, from, happens, expected]) => {
    expect(end(go(from, ...happens))).toBe(expected);
  });

  it('R42 counts the wait from the queue and the talk from the bridge', () => {
    const done = go(talking, [40, callerGone]);
    expect(told(done, 'ended')).toMatchObject([{ waitMs: 5_000, talkMs: 30_000, operator: 'op1' }]);
  });

  it('to end it again changes nothing, whoever asks', () => {
    const draining = go(talking, [40, callerGone]);
    const over = go(draining, [41, { kind: 'delivered' }]);
    expect([draining.state.at, over.state.at]).toEqual(['draining', 'ended']);
    for (const { state } of [draining, over]) expect(quit(state, { reason: 'unserved', detail: 'error', by: 'system' })).toEqual([state, []]);
  });

  it('a call that is queued again keeps one wait and adds up its talks', () => {
    const lost = go(talking, [30, legGone()], [31, queued], [35, offered('op2')], [39, reached('op2', 1)], [40, alive(1)]);
    expect(told(go(lost, [50, callerGone]), 'ended')).toMatchObject([{ waitMs: 35_000, talkMs: 30_000, operator: 'op2' }]);
  });
});
