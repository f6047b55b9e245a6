import { describe, expect, it } from 'vitest';
import { beginOut, transitionOut, type OutEffect, type OutHappens as Happens, type OutState } from '../../scenarios/call/outbound';

const WHO = { operator: 'op1', offerId: '7-1' };
const step = (state: OutState, happens: Happens, atMs = 20_000) => transitionOut(state, { ...happens, atMs }, WHO);

const RINGING = beginOut();
const TALKING: OutState = { at: 'talking', sinceMs: 5_000, untilMs: 35_000 };
const DRAINING: OutState = { at: 'draining', untilMs: 65_000 };
const ENDED: OutState = { at: 'ended' };

const up: Happens = { kind: 'customerUp' };
const gone = (code = 0): Happens => ({ kind: 'customerGone', code });
const left: Happens = { kind: 'operatorGone' };
const alive: Happens = { kind: 'alive' };
const tick: Happens = { kind: 'tick' };
const delivered: Happens = { kind: 'delivered' };
const fault: Happens = { kind: 'fault' };
const takeOut: Happens = { kind: 'command', command: { kind: 'takeOut', commandId: 't1', callId: '7', by: 'boss' } };
const ANSWERED = { do: 'tell', event: { kind: 'commandResult', commandId: 't1', applied: false, why: 'unknown-command' } };

const refuse = (code: number): OutEffect => ({ do: 'refuse', code });
const end = (outcome: string, by: string, talkMs = 0) => [
  { do: 'tell', event: { kind: 'ended', reason: outcome.split('/')[0], detail: outcome.split('/')[1], by, waitMs: 0, talkMs, operator: talkMs > 0 ? 'op1' : null } },
  { do: 'deliver' },
];
const CUT = { do: 'hangUpCustomer' };
const BOTH = [CUT, { do: 'hangUpOperator' }];
const BRIDGED = { do: 'tell', event: { kind: 'bridged', offerId: '7-1', operator: 'op1' } };

describe('a call out', () => {
  it('rings at the customer for less than the minute after which the platform cuts the operator off', () => {
    expect(RINGING).toEqual({ at: 'ringing', untilMs: 55_000 });
  });

  it.each([
    ['he answers', up, { at: 'talking', sinceMs: 20_000, untilMs: 50_000 }, [{ do: 'answer' }, BRIDGED]],
    ['the operator hangs up', left, DRAINING, [CUT, ...end('abandoned/ringing', 'operator')]],
    ['he is busy', gone(486), DRAINING, [refuse(486), ...end('unserved/busy', 'system')]],
    ['he declines', gone(603), DRAINING, [refuse(603), ...end('unserved/declined', 'system')]],
    ['he does not answer', gone(408), DRAINING, [refuse(408), ...end('unserved/no-answer', 'system')]],
    ['the network gives up', gone(487), DRAINING, [refuse(487), ...end('unserved/no-answer', 'system')]],
    ['there is no such number', gone(404), DRAINING, [refuse(404), ...end('unserved/unreachable', 'system')]],
    ['a code that refuses nothing', gone(300), DRAINING, [refuse(300), ...end('unserved/unreachable', 'system')]],
    ['no code', gone(299), DRAINING, [refuse(480), ...end('unserved/unreachable', 'system')]],
    ['that time is over', tick, DRAINING, [CUT, refuse(408), ...end('unserved/no-answer', 'system')]],
    ['a handler throws', fault, DRAINING, [CUT, refuse(500), ...end('unserved/error', 'system')]],
    ['the desk asks something', takeOut, RINGING, [ANSWERED]],
    ['a sign of life', alive, RINGING, []],
    ['delivered', delivered, RINGING, []],
  ] as const)('rings, and %s', (...[, happens, state, effects]) => {
    expect(step(RINGING, happens)).toEqual([state, effects]);
  });

  it.each([
    ['a sign of life', alive, { ...TALKING, untilMs: 50_000 }, []],
    ['the customer hangs up', gone(), DRAINING, [...BOTH, ...end('completed/talk', 'caller', 15_000)]],
    ['the operator hangs up', left, DRAINING, [...BOTH, ...end('completed/talk', 'operator', 15_000)]],
    ['no sign of life', tick, DRAINING, [...BOTH, ...end('completed/talk', 'system', 15_000)]],
    ['a handler throws', fault, DRAINING, [...BOTH, ...end('unserved/error', 'system', 15_000)]],
    ['the desk asks something', takeOut, TALKING, [ANSWERED]],
    ['an answer again', up, TALKING, []],
    ['delivered', delivered, TALKING, []],
  ] as const)('talks, and %s', (...[, happens, state, effects]) => {
    expect(step(TALKING, happens)).toEqual([state, effects]);
  });

  it('was a talk even where it ended in the tick that it began', () => {
    expect(step(TALKING, left, 5_000)[1]).toEqual([...BOTH, ...end('completed/talk', 'operator', 1)]);
  });

  it.each([
    [delivered, ENDED, [{ do: 'terminate' }]], [tick, ENDED, [{ do: 'terminate' }]],
    [fault, DRAINING, [{ do: 'deliver' }]], [takeOut, DRAINING, [ANSWERED, { do: 'deliver' }]],
    [up, DRAINING, []], [gone(486), DRAINING, []], [left, DRAINING, []], [alive, DRAINING, []],
  ] as const)('is over, and %j', (happens, state, effects) => {
    expect(step(DRAINING, happens)).toEqual([state, effects]);
    expect(step(ENDED, happens)).toEqual([ENDED, []]);
  });
});
