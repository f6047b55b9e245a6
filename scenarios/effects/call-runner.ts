import type { CommonInput } from '../call/input';
import { describe, type Log } from './log';

/** A pure machine of a call: what is next, and until when it waits. */
export interface Machine<State, Input, Effect> {
  readonly transition: (state: State, input: Input | CommonInput, atMs: number) => readonly [State, readonly Effect[]];
  /** When it must hear the next `tick`; null once it has ended. */
  readonly wakeAtMs: (state: State) => number | null;
}

export interface CallRunner<State, Input, Effect> {
  readonly start: (first: () => readonly [State, readonly Effect[]]) => void;
  /** Takes the input now, or after the one that is being worked on. */
  readonly post: (input: Input | CommonInput) => void;
  /** Nothing is taken and nothing done any more. */
  readonly stop: () => void;
}

export interface RunnerOptions<State, Input, Effect> {
  readonly machine: Machine<State, Input, Effect>;
  readonly nowMs: () => number;
  readonly at: (atMs: number, fn: () => void) => () => void;
  readonly perform: (effect: Effect) => void;
  /** Gets out when even the declared way failed. */
  readonly abort: () => void;
  readonly log: Log;
}

/**
 * Gives the machine one input at a time, performs its effects, and keeps one
 * timer for whatever the state waits for.
 */
export function createRunner<State, Input, Effect>(options: RunnerOptions<State, Input, Effect>): CallRunner<State, Input, Effect> {
  const { machine, nowMs, at, perform, abort, log } = options;
  const mailbox: { readonly input: Input | CommonInput; readonly atMs: number }[] = [];
  let state: State | null = null;
  let working = false;
  let faulted = false;
  let armedFor: number | null = null;
  let disarm = (): void => undefined;

  const arm = (wakeMs: number | null) => {
    if (wakeMs === armedFor) return;
    disarm();
    disarm = () => undefined;
    armedFor = wakeMs;
    if (wakeMs === null) return;
    disarm = at(wakeMs, () => {
      armedFor = null;
      post({ kind: 'tick' });
    });
  };
  /** A first fault ends the call by the machine; a second one, or one before its first state, means the machine itself is at fault. */
  const enter = (step: () => readonly [State, readonly Effect[]], atMs: number) => {
    try {
      const [next, effects] = step();
      state = next;
      effects.forEach(perform);
      if (state !== null) arm(machine.wakeAtMs(next));
    } catch (thrown) {
      log(`the call failed: ${describe(thrown)}`);
      if (faulted || state === null) return abort();
      faulted = true;
      mailbox.unshift({ input: { kind: 'fault' }, atMs });
    }
  };
  const work = (first?: () => readonly [State, readonly Effect[]]) => {
    working = true;
    if (first) enter(first, 0);
    for (let next = mailbox.shift(); next !== undefined && state !== null; next = mailbox.shift()) {
      const from = state;
      const { input, atMs } = next;
      enter(() => machine.transition(from, input, atMs), atMs);
    }
    working = false;
  };
  const post = (input: Input | CommonInput) => {
    mailbox.push({ input, atMs: nowMs() });
    if (!working && state !== null) work();
  };
  const stop = () => {
    state = null;
    arm(null);
  };
  return { start: work, post, stop };
}
