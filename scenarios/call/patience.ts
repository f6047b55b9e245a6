import type { Prompt } from '../../contracts/call-settings';

/** Bounds of the states, milliseconds. Each leads to a declared end. */
export const PATIENCE = {
  /** From answer() to Connected. */
  answerMs: 10_000,
  /** For the desk's advice, from the first event on. */
  adviceMs: 1_500,
  /** For the queue's verdict. */
  verdictMs: 10_000,
  /** What an operator's ring may take longer than its own limit. */
  ringGraceMs: 5_000,
  /** For the first `alive` after the answer. */
  firstAliveMs: 3_000,
  /** Between two `alive`s. */
  aliveMs: 30_000,
  /** Between `bye` and the end of the leg. */
  byeMs: 5_000,
  /** From the end until the session ends, whatever the desk does. */
  drainMs: 45_000,
  /** A conversation with another number; it gives no sign of life. */
  forwardedMs: 4 * 3_600_000,
  /** An operator and a colleague about a caller who waits. */
  consultMs: 600_000,
  /** For the recorder to say that it stopped. */
  recorderMs: 5_000,
  /** For the caller's Disconnected once everything is delivered. */
  lastLegMs: 3_000,
} as const;

/** How often a caller whose operator vanished is queued again. */
export const ROUNDS_MAX = 2;

/** No sentence lasts longer; a missing PlaybackFinished must not hold the call. */
export function sayingMaxMs(prompt: Prompt): number {
  return 'text' in prompt ? 5_000 + prompt.text.length * 150 : 60_000;
}
