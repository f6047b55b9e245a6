import type { CallEffect, Step } from '../call/effect';
import type { CallInput } from '../call/input';
import { wakeAtMs, type CallState } from '../call/state';
import { transition } from '../call/transition';
import { describe, type Log } from './log';

export interface CallRunner {
  readonly start: (first: Step) => void;
  /** Takes the input now, or after the one that is being worked on. */
  readonly post: (input: CallInput) => void;
}

export interface RunnerOptions {
  readonly nowMs: () => number;
  readonly at: (atMs: number, fn: () => void) => () => void;
  readonly perform: (effect: CallEffect) => void;
  /** Gets out when even the declared way failed. */
  readonly abort: () => void;
  readonly log: Log;
}

/**
 * Gives the machine one input at a time, performs its effects, and keeps one
 * timer for whatever the state waits for.
 */
export function createRunner({ nowMs, at, perform, abort, log }: RunnerOptions): CallRunner {
  const mailbox: { readonly input: CallInput; readonly atMs: number }[] = [];
  let state: CallState | null = null;
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
  /** A first fault ends the call by the machine; a second one means the machine itself is at fault. */
  const enter = (step: () => Step) => {
    try {
      const [next, effects] = step();
      state = next;
      effects.forEach(perform);
      arm(wakeAtMs(next));
    } catch (thrown) {
      log(`the call failed: ${describe(thrown)}`);
      if (faulted) return abort();
      faulted = true;
      mailbox.unshift({ input: { kind: 'fault' }, atMs: nowMs() });
    }
  };
  const work = (first?: () => Step) => {
    working = true;
    if (first) enter(first);
    for (let next = mailbox.shift(); next !== undefined && state !== null; next = mailbox.shift()) {
      const from = state;
      const { input, atMs } = next;
      enter(() => transition(from, input, atMs));
    }
    working = false;
  };
  const post = (input: CallInput) => {
    mailbox.push({ input, atMs: nowMs() });
    if (!working && state !== null) work();
  };
  return { start: (first) => work(() => first), post };
}
