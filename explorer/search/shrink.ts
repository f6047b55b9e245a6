import type { Invariant } from '../invariants/violation';
import type { Action } from '../world/action';
import type { WorldOptions } from '../world/world';
import { runHistory, type Run } from './run';

/** Enough for some forty actions tried one by one, twice. */
const TRIES = 150;

/** The shortest history found that breaks the same invariant: actions go as long as it stays broken. */
export async function shrink(options: WorldOptions, run: Run, invariant: Invariant): Promise<Run> {
  const state = { best: run, tries: 0 };
  const attempt = async (actions: readonly Action[]): Promise<boolean> => {
    if (state.tries >= TRIES) return false;
    state.tries += 1;
    const shorter = await runHistory(options, actions);
    if (!shorter.violations.some((one) => one.invariant === invariant)) return false;
    state.best = shorter;
    return true;
  };
  for (let size = Math.ceil(run.actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    await removeRuns(state, size, attempt);
  }
  return hangUpEarly(options, state.best, invariant);
}

/** What goes on after the breach is not worth reading: the callers leave as soon as it still happens then. */
async function hangUpEarly(options: WorldOptions, run: Run, invariant: Invariant): Promise<Run> {
  const leaving = Array.from({ length: options.callers }, (_, at): Action => ({ kind: 'hangUp', at }));
  const early = await runHistory(options, [...run.actions, ...leaving]);
  const isBroken = early.violations.some((one) => one.invariant === invariant);
  return isBroken && early.notes.length < run.notes.length ? early : run;
}

async function removeRuns(
  state: { best: Run },
  size: number,
  attempt: (actions: readonly Action[]) => Promise<boolean>,
): Promise<void> {
  for (let at = state.best.actions.length - size; at >= 0; at -= 1) {
    const { actions } = state.best;
    if (at + size > actions.length) continue;
    await attempt([...actions.slice(0, at), ...actions.slice(at + size)]);
  }
}
