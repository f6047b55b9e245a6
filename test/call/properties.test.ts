import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TERMINAL_REASONS } from '../../contracts/terminal-reasons';
import type { CallInput } from '../../scenarios/call/input';
import { wakeAtMs } from '../../scenarios/call/state';
import { transition } from '../../scenarios/call/transition';
import { alert, deepFreeze, RICH, SETTINGS, told, type Driven, type Happens } from './drive';

const operator = fc.constantFrom('op1', 'op2', 'op3');
const leg = fc.nat(3);
const queueEvent = fc.oneof(
  fc.record({ kind: fc.constant('queued' as const) }),
  fc.record({ kind: fc.constant('waiting' as const), position: fc.nat(9), ewtMs: fc.constantFrom(null, 0, 90_000) }),
  fc.record({ kind: fc.constant('offered' as const), operator }),
  fc.record({ kind: fc.constant('offered' as const), operator, leg }),
  fc.record({ kind: fc.constant('offerEnded' as const), operator, cause: fc.constantFrom('rejected' as const, 'missed' as const, 'unknown' as const) }),
  fc.record({ kind: fc.constant('reached' as const), operator, leg }),
  fc.record({ kind: fc.constant('unserved' as const), cause: fc.constantFrom('offline' as const, 'timeout' as const, 'queue-error' as const) }),
);
const commandId = fc.constantFrom('a', 'b');
const happens: fc.Arbitrary<Happens> = fc.oneof(
  fc.constantFrom<Happens>(
    { kind: 'connected' }, { kind: 'callerGone' }, { kind: 'tick' }, { kind: 'delivered' }, { kind: 'fault' },
    { kind: 'said', what: 'greeting' }, { kind: 'said', what: 'operatorLost' }, { kind: 'said', what: 'wayOut' }, { kind: 'said', what: 'announcement' }, { kind: 'said', what: 'callback' },
    { kind: 'digit', digit: '1' }, { kind: 'digit', digit: '#' }, { kind: 'recording', url: 'r' }, { kind: 'messageOver', seconds: 3 },
    { kind: 'advised', advice: null }, { kind: 'advised', advice: { standing: 'urgent' } },
  ),
  fc.record({ kind: fc.constant('queue' as const), event: queueEvent }),
  fc.record({ kind: fc.constantFrom('alive' as const, 'bye' as const, 'legGone' as const), leg }),
  fc.record({
    kind: fc.constant('command' as const),
    command: fc.record({ kind: fc.constant('drop' as const), commandId, callId: fc.constant('7'), offerId: fc.constant(null), operator }),
  }),
);
/** The ordinary way is taken so often that the deep states are reached. */
const WAY: Happens[] = [
  { kind: 'connected' }, { kind: 'advised', advice: null }, { kind: 'said', what: 'greeting' },
  { kind: 'queue', event: { kind: 'queued' } }, { kind: 'queue', event: { kind: 'offered', operator: 'op1' } },
  { kind: 'queue', event: { kind: 'reached', operator: 'op1', leg: 0 } }, { kind: 'alive', leg: 0 },
];
const ways = fc.tuple(fc.nat(WAY.length), fc.array(fc.tuple(fc.nat(40_000), happens), { maxLength: 25 })).map(
  ([along, more]) => [...WAY.slice(0, along).map((step) => [100, step] as const), ...more],
);
const WITH_MENU = { ...RICH, menu: { prompt: { url: 'menu.mp3' }, choices: { 1: { queue: 'billing' } }, answerMs: 4_000 } };
/** Plain settings and rich ones. */
const history = fc.record({ settings: fc.constantFrom(SETTINGS, RICH, WITH_MENU), steps: ways });
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function live({ settings, steps }: History, check: (driven: Driven) => void = () => undefined): Driven {
  let driven = alert(settings);
  let atMs = 0;
  for (const [passedMs, what] of steps) {
    atMs += passedMs;
    driven = step(driven, { ...what, atMs });
    check(driven);
  }
  return driven;
}

function step({ state, effects }: Driven, input: CallInput): Driven {
  const [next, more] = transition(deepFreeze(state), deepFreeze(input));
  return { state: next, effects: [...effects, ...more] };
}

/** Lets only time pass, as the one timer of the runner would. */
function waitItOut(driven: Driven): Driven {
  let left = driven;
  for (let i = 0; i < 400; i++) {
    const wake = wakeAtMs(left.state);
    if (wake === null) return left;
    left = step(left, { kind: 'tick', atMs: wake });
  }
  return left;
}

const count = (driven: Driven, name: string) => driven.effects.filter((effect) => effect.do === name).length;

describe('any order of events', () => {
  it('R42 tells at most one end, of a declared reason and detail', () => {
    fc.assert(fc.property(history, (past) => {
      const ends = told(live(past), 'ended').flatMap((event) => (event.kind === 'ended' ? [event] : []));
      expect(ends.length).toBeLessThanOrEqual(1);
      for (const { reason, detail } of ends) expect(TERMINAL_REASONS[reason]).toContain(detail);
    }), { numRuns: 500, seed: 1 });
  });

  it('R5 every state waits for a moment, and by waiting alone every call ends', () => {
    fc.assert(fc.property(history, (past) => {
      const over = waitItOut(live(past, ({ state }) => expect(wakeAtMs(state) === null).toBe(state.at === 'ended')));
      expect(over.state.at).toBe('ended');
      expect(told(over, 'ended')).toHaveLength(1);
      expect(count(over, 'terminate')).toBe(1);
    }), { numRuns: 500, seed: 2 });
  });

  it('after the end is told nobody is enqueued, offered or bridged', () => {
    fc.assert(fc.property(history, (past) => {
      const { effects } = waitItOut(live(past));
      const end = effects.findIndex((effect) => effect.do === 'tell' && effect.event.kind === 'ended');
      const late = effects.slice(end).filter((effect) => effect.do === 'enqueue' || effect.do === 'bridge' || effect.do === 'callNumber');
      expect(late).toEqual([]);
    }), { numRuns: 500, seed: 3 });
  });

  it('R8 every leg that came up is hung up, or gone by itself', () => {
    fc.assert(fc.property(history, (past) => {
      let alive = 0;
      const { effects } = waitItOut(live(past, ({ state }) => (alive += state.at === 'ended' ? 0 : 1)));
      const cameUp = past.steps.slice(0, alive).flatMap(([, what]) => (what.kind === 'queue' && what.event.kind === 'reached' ? [what.event.leg] : []));
      for (const up of cameUp) expect(effects).toContainEqual({ do: 'hangUpLeg', leg: up });
    }), { numRuns: 500, seed: 4 });
  });

  it('R11 every request is left before the next and at the end', () => {
    fc.assert(fc.property(history, (past) => {
      const { effects } = waitItOut(live(past));
      let held = 0;
      for (const effect of effects) {
        if (effect.do === 'enqueue') held++;
        if (effect.do === 'leaveQueue') held = 0;
        expect(held).toBeLessThanOrEqual(1);
      }
      expect(held).toBe(0);
    }), { numRuns: 500, seed: 5 });
  });

  it('is pure: the same input on the same frozen state gives equal results', () => {
    fc.assert(fc.property(history, happens, (past, what) => {
      const { state } = live(past);
      const input = deepFreeze<CallInput>({ ...what, atMs: state.facts.nowMs + 10 });
      expect(transition(deepFreeze(state), input)).toEqual(transition(state, input));
    }), { numRuns: 300, seed: 6 });
  });
});
