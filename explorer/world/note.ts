import { Digest } from './digest';

/** One thing that was done or that happened, as the timeline prints it and the history hashes it. */
export interface Note {
  /** Virtual milliseconds since the world began. */
  atMs: number;
  /** `caller1`, `op2`, `call1`, `desk`. */
  who: string;
  what: string;
}

/** The order of the events without their times: two runs with the same one are the same history. */
export function historyHash(notes: readonly Note[]): string {
  const digest = new Digest();
  for (const { who, what } of notes) digest.add(who).add(' ').add(what).add('\n');
  return digest.value;
}
