/** Who is at fault when one is broken: `ours` scenario, page or desk; `platform` the emulator. */
export const INVARIANTS = {
  'one-end': 'ours: every call tells exactly one declared end',
  'bounded-wait': 'ours: nobody waits longer than the config allows',
  'not-rung': 'ours: nobody is shown a call whose intake is off, who talks or wraps up',
  'not-rung-long-after': 'ours: nobody is rung long after ceasing to be ready',
  'no-ghost-ring': 'ours: nobody rings for a caller who left',
  'no-ghost-talk': 'ours: no operator is left talking to a caller who left',
  'no-silent-talk': 'ours: an operator who answered is not left with silence',
  'no-lost-bridge': 'ours: no caller stays with an operator whose page is gone',
  'ready-as-decided': 'ours: READY is asked for only when the decision says so',
  'not-deaf': 'ours: who should be ready is ready when all is quiet',
  'hold-out': 'ours: a passed call comes back only after the hold-out',
  'drop-is-own': 'ours: a drop ends only a call that rings at the dropper',
  'journal-agrees': 'ours: the journal agrees with what happened',
  'no-event-lost': 'ours: no event is lost or doubled',
  'one-bridge': 'ours: one operator talks with one caller',
  'all-gone': 'platform and ours: sessions, legs, requests and timers are all gone at the end',
  'wrap-up-follows': 'ours: every conversation is followed by wrap-up',
  'wrap-up-stays-closed': 'ours: a wrap-up that the operator closed does not come back',
  'leads-at-last': 'ours: the only open page of an operator leads',
  'no-crash': 'ours: nothing throws',
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  invariant: Invariant;
  detail: string;
  /** Virtual milliseconds since the world began. */
  atMs: number;
}
