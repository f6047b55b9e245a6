import type { PageState } from '../../operator/state';

/** Decision 5, written down a second time on purpose. */
export function mayBeReady(state: PageState): boolean {
  const free = state.offer === null && state.talk === null && state.wrapUp === null
    && state.dial === null && state.reservation === null;
  const paused = state.holdouts.length > 0 || state.intake.missPauseUntilMs !== null;
  return state.intake.on && free && !paused && state.readiness.phase === 'passed' && state.tab.leads === true;
}
