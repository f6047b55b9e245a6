import { failedChecks, type CheckResults, allChecks } from './checks';
import type { Intake, OffReason, PageState, SoundTrouble } from './model';
import { go, tell, type Outcome } from './outcome';

const SILENT_IN_ROW = 2;

/** «Включить прием звонков»: intake goes on when every check has passed (R26). */
export function switchOn(state: PageState): Outcome {
  return runChecks({ ...state, readiness: { ...state.readiness, forIntake: true } }, true);
}

/** «Отключить входящие звонки»: at once, and in wrap-up without touching card or text (R15). */
export function switchOff(state: PageState, off: OffReason | null): PageState {
  const intake: Intake = { ...state.intake, on: false, off, missPauseUntilMs: null, missesInRow: 0 };
  return { ...state, intake, readiness: { ...state.readiness, forIntake: false } };
}

/** `ask: true` from a click only: the browser may put its questions. */
export function runChecks(state: PageState, ask: boolean): Outcome {
  if (state.readiness.phase === 'checking') return go(state);
  const readiness = { ...state.readiness, phase: 'checking' as const, checks: allChecks('checking') };
  return go({ ...state, readiness }, { type: 'checks.run', ask });
}

export function onChecksDone(state: PageState, checks: CheckResults): PageState {
  const passed = failedChecks(checks).length === 0;
  const { forIntake } = state.readiness;
  const next: PageState = { ...state, readiness: { phase: passed ? 'passed' : 'failed', checks, forIntake: false } };
  const { intake } = next;
  if (!forIntake) return passed && intake.off?.kind === 'checks' ? { ...next, intake: { ...intake, off: null } } : next;
  if (!passed) return { ...next, intake: { ...intake, on: false, off: { kind: 'checks' } } };
  return { ...next, intake: { ...intake, on: true, off: null, missPauseUntilMs: null, missesInRow: 0 } };
}

/** Each check says what came of it as soon as it knows, and whether the browser waits for an answer. */
export function onSomeChecks(state: PageState, results: Partial<CheckResults>): PageState {
  const { readiness } = state;
  return { ...state, readiness: { ...readiness, checks: { ...readiness.checks, ...results } } };
}

/** A device or a permission changed: what was checked no longer counts. */
export function onChecksChanged(state: PageState): Outcome {
  const counted = state.readiness.phase === 'passed' || state.readiness.phase === 'failed';
  return counted ? runChecks(state, false) : go(state);
}

/** A miss: no calls for a while; too many in a row switch intake off (R7). */
export function onMiss(state: PageState): PageState {
  const settings = state.profile?.intake;
  const count = state.intake.missesInRow + 1;
  if (settings && count >= settings.missesInRow) return switchOff(tell(state, 'missed'), { kind: 'misses', count });
  const missPauseUntilMs = state.nowMs + (settings?.banLiftMs ?? 60_000);
  return tell({ ...state, intake: { ...state.intake, missesInRow: count, missPauseUntilMs } }, 'missed');
}

/** Sound never came. The second time in a row it will not come to the next caller either, who goes to others (R63). */
export function onSilentCall(state: PageState, why: SoundTrouble): PageState {
  const silentInRow = state.intake.silentInRow + 1;
  const told = tell({ ...state, intake: { ...state.intake, silentInRow } }, 'talk-failed', why);
  return silentInRow >= SILENT_IN_ROW && state.intake.on ? switchOff(told, { kind: 'sound', why }) : told;
}

export function onSoundCame(state: PageState): PageState {
  return state.intake.silentInRow === 0 ? state : { ...state, intake: { ...state.intake, silentInRow: 0 } };
}

export function onAnsweredCall(state: PageState): PageState {
  return { ...state, intake: { ...state.intake, missesInRow: 0, missPauseUntilMs: null } };
}

/** What the one click back does in the present state; null where there is nothing to come back from. */
export function resume(state: PageState): Outcome | null {
  if (state.phone.elsewhere) return go(comeBack(state));
  if (!state.intake.on) return state.intake.off && state.readiness.phase !== 'checking' ? switchOn(state) : null;
  if (state.readiness.phase === 'failed' || state.readiness.phase === 'never') return runChecks(state, true);
  if (state.intake.missPauseUntilMs === null) return null;
  return go({ ...state, intake: { ...state.intake, missPauseUntilMs: null, missesInRow: 0 } });
}

/** The same login was used elsewhere; this page takes the calls again (R25). */
function comeBack(state: PageState): PageState {
  const link = state.phone.link === 'lost' ? { retryAtMs: state.nowMs, attempts: 0 } : {};
  return { ...state, phone: { ...state.phone, elsewhere: false, ...link } };
}

/** Pauses and hold-outs that have run out. */
export function endPauses(state: PageState): PageState {
  const { intake, holdouts, nowMs } = state;
  const left = holdouts.filter((holdout) => holdout.untilMs > nowMs);
  const over = intake.missPauseUntilMs !== null && intake.missPauseUntilMs <= nowMs;
  if (left.length === holdouts.length && !over) return state;
  return { ...state, holdouts: left, intake: over ? { ...intake, missPauseUntilMs: null } : intake };
}
