import { PASSING_STATUS_MS } from '../../operator/state/reconciler';
import type { PageState } from '../../operator/state';

/** When the page has to look at its clock next; the real one looks every second. */
export function pageWakeMs(state: PageState): number | null {
  const { nowMs } = state;
  let nextMs = Infinity;
  for (const dueMs of deadlines(state)) if (dueMs !== null && dueMs > nowMs && dueMs < nextMs) nextMs = dueMs;
  return nextMs === Infinity ? null : nextMs;
}

function deadlines(state: PageState): (number | null)[] {
  const { tab, phone, intake, sync, offer, talk, wrapUp, card } = state;
  const due = [
    // A leader's renewals are taken as made, see the desk.
    state.profile && state.desk.link === 'up' && tab.leads !== true ? tab.renewAtMs : null,
    phone.retryAtMs,
    intake.missPauseUntilMs,
    sync.retryAtMs,
    sync.platform === 'DIALING' || sync.platform === 'IN_SERVICE' ? sync.platformSinceMs + PASSING_STATUS_MS : null,
    offer?.drop?.deadlineMs ?? null,
    talk?.nextAliveMs ?? null,
    talk?.endingByMs ?? null,
    wrapUp?.limitAtMs ?? null,
    wrapUp?.limitAtMs == null ? null : wrapUp.limitAtMs + 5_000,
    card?.lookUp.byMs ?? null,
  ];
  for (const holdout of state.holdouts) due.push(holdout.untilMs);
  for (const item of state.outbox) due.push(item.retryAtMs);
  return due;
}
