import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TERMINAL_REASONS } from '../../contracts/terminal-reasons';
import type { CallInput } from '../../scenarios/call/input';
import { wakeAtMs } from '../../scenarios/call/state';
import { transition } from '../../scenarios/call/transition';
import { deepFreeze, told, type Driven } from './drive';
import { happens, history, live, waitItOut } from './histories';

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
      const [input, atMs] = [deepFreeze<CallInput>(what), state.facts.nowMs + 10];
      expect(transition(deepFreeze(state), input, atMs)).toEqual(transition(state, input, atMs));
    }), { numRuns: 300, seed: 6 });
  });
});
