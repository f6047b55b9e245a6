import { desiredStatusOf, type DesiredStatus } from './desired-status';
import type { PageState, SettableStatus, StatusSync } from './model';
import { go, takeId, type Outcome } from './outcome';

/** DIALING and IN_SERVICE that SmartQueue set pass by themselves; only one that stays is worked against. */
export const PASSING_STATUS_MS = 5_000;
/** A status not confirmed for this long is said in words. */
export const UNCONFIRMED_MS = 3_000;
const RETRY_BASE_MS = 500;
const RETRY_LIMIT_MS = 15_000;

/** Compares what should be with what the platform says and asks for one status at a time. */
export function reconcile(state: PageState): Outcome {
  if (state.phone.link !== 'up' || state.sync.pending !== null || !state.profile) return go(state);
  if (state.sync.retryAtMs !== null && state.nowMs < state.sync.retryAtMs) return go(state);
  const status = nextRequest(state);
  if (status === null) return go(state);
  const [id, next] = takeId(state);
  const pending = { id, status, sinceMs: state.nowMs };
  return go({ ...next, sync: { ...next.sync, pending, retryAtMs: null } }, { type: 'phone.setStatus', id, status });
}

/** The platform's status changed, by whomever. */
export function onPlatformStatus(state: PageState, status: string): PageState {
  const changed = status !== state.sync.platform;
  const sync: StatusSync = {
    ...state.sync,
    platform: status,
    platformSinceMs: changed ? state.nowMs : state.sync.platformSinceMs,
    // A change is news: what was refused before may be accepted now.
    retryAtMs: changed ? null : state.sync.retryAtMs,
  };
  return { ...state, sync };
}

export interface StatusAnswer { readonly id: string; readonly ok: boolean; readonly status: string | null }

/** The request's own answer; a refused one is repeated with back-off. */
export function onStatusAnswer(state: PageState, answer: StatusAnswer): PageState {
  if (state.sync.pending?.id !== answer.id) return state;
  const told = answer.status === null ? state : onPlatformStatus(state, answer.status);
  if (answer.ok) return { ...told, sync: { ...told.sync, pending: null, failures: 0, retryAtMs: null } };
  const failures = told.sync.failures + 1;
  const delayMs = Math.min(RETRY_BASE_MS * 2 ** (failures - 1), RETRY_LIMIT_MS);
  return { ...told, sync: { ...told.sync, pending: null, failures, retryAtMs: state.nowMs + delayMs } };
}

/** READY is wanted and the platform has not confirmed it: since when, or null. */
export function unconfirmedSinceMs(state: PageState): number | null {
  if (desiredStatusOf(state) !== 'READY' || state.phone.link !== 'up') return null;
  if (state.sync.platform === 'READY') return null;
  return Math.max(state.sync.platformSinceMs, state.phone.upSinceMs ?? 0);
}

function nextRequest(state: PageState): SettableStatus | null {
  const desired = desiredStatusOf(state);
  if (desired === 'AS_IS' || state.sync.platform === null) return null;
  const target = state.profile?.voximplant.queueType === 'SmartQueue'
    ? smartQueueRequest(desired, state)
    : desired;
  if (target === null || target === state.sync.platform) return null;
  // A ban ends by ONLINE and then READY; whether READY alone lifts it is not known. Another status may
  // hide the ban, so a READY that was refused goes the same way.
  const mayBeBanned = state.sync.platform === 'BANNED' || (state.sync.failures > 0 && state.sync.platform !== 'ONLINE');
  return target === 'READY' && mayBeBanned ? 'ONLINE' : target;
}

/** SmartQueue sets DIALING, IN_SERVICE and AFTER_SERVICE itself and refuses them from the page. */
function smartQueueRequest(desired: Exclude<DesiredStatus, 'AS_IS'>, state: PageState): SettableStatus | null {
  const platform = state.sync.platform;
  if (desired === 'IN_SERVICE') return null;
  if (desired === 'AFTER_SERVICE') return platform === 'READY' ? 'ONLINE' : null;
  const passing = platform === 'DIALING' || platform === 'IN_SERVICE';
  if (passing && state.nowMs - state.sync.platformSinceMs < PASSING_STATUS_MS) return null;
  return desired;
}
