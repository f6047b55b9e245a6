import type { ActionStep, Seen, WatchedHistory } from '../../targets';

/** What stood for at least this long has to be seen in the browser too; what passes sooner may be missed. */
const LASTING_MS = 1_000;

/** A step of the history, or what is to be seen: before a step, or for a while. */
export type Cue =
  | { kind: 'step'; atMs: number; step: ActionStep }
  | { kind: 'stands'; atMs: number; seen: Seen; lastsMs: number; isLasting: boolean };

/** By their virtual times. */
export function cuesOf({ steps, frames }: Pick<WatchedHistory, 'steps' | 'frames'>, endMs: number): Cue[] {
  const done = steps.filter(({ action }) => action.kind !== 'wait').flatMap((step): Cue[] => {
    const { atMs, before: seen } = step;
    return [{ kind: 'stands', atMs, seen, lastsMs: 0, isLasting: false }, { kind: 'step', atMs, step }];
  });
  const lasting = frames.flatMap(({ atMs, seen }, at): Cue[] => {
    const lastsMs = (frames[at + 1]?.atMs ?? endMs) - atMs;
    return lastsMs >= LASTING_MS ? [{ kind: 'stands', atMs, seen, lastsMs, isLasting: true }] : [];
  });
  // Of what is at one time, steps come first: what lasts came of them.
  const inOrder = [...done, ...lasting].sort((left, right) => left.atMs - right.atMs || Number(isLasting(left)) - Number(isLasting(right)));
  return inOrder.filter((cue, at) => !isSameSight(cue, inOrder[at - 1]));
}

function isLasting(cue: Cue): boolean {
  return cue.kind === 'stands' && cue.isLasting;
}

function isSameSight(cue: Cue, before: Cue | undefined): boolean {
  return cue.kind === 'stands' && before?.kind === 'stands' && JSON.stringify(cue.seen) === JSON.stringify(before.seen);
}

/** Who is where; `names`: of the operators. */
export function describeSeen({ operators, callers }: Seen, names: readonly string[]): string[] {
  return [
    ...operators.map(({ line, status }, at) => `${names[at] ?? ''} ${line} ${status}`),
    ...callers.map((one, at) => `caller${at + 1} ${one}`),
  ];
}
