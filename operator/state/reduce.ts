import { onLookUpTick } from './card';
import { onDialTick } from './dial';
import { onHandOverTick } from './hand-over';
import { onReservationTick } from './reservation';
import { sendDue } from './outbox';
import { endPauses, runChecks } from './intake';
import type { PageEvent } from './events';
import { steerPhone } from './links';
import type { PageState } from './model';
import { onDropDeadline } from './offer';
import { onDeskEvent } from './on-desk';
import { onPhoneEvent } from './on-phone';
import { onPageEvent } from './on-page';
import { onUserEvent } from './on-user';
import { go, chain, tell, type Outcome } from './outcome';
import { presenceOf } from './presence';
import { reconcile } from './reconciler';
import { onTabTick } from './tabs';
import { onTalkTick } from './talk';
import { onWrapUpTick } from './wrap-up';

/** A gap between two events this long means that the tab slept (a hidden one ticks at least every minute). */
export const SLEPT_MS = 90_000;
const NOTICE_MS = 12_000;

/**
 * The whole page: an event in, the next state and what to do out. Runs nothing itself.
 * After every event the same rules are applied, so no event can leave one of them behind.
 */
export function reduce(before: PageState, event: PageEvent): Outcome {
  const nowMs = Math.max(before.nowMs, event.atMs);
  const slept = nowMs - before.nowMs > SLEPT_MS || event.type === 'tab.woken';
  const woken = slept && before.intake.on ? runChecks(tell({ ...before, nowMs }, 'slept'), false) : go({ ...before, nowMs });
  const happened = chain(woken, (state) => handle(state, event));
  const after = chain(
    happened,
    (state) => go(onLookUpTick(endPauses(withoutOldNotices(state)))),
    onDropDeadline, onTalkTick, onHandOverTick, onWrapUpTick, onTabTick, sendDue, steerPhone, reconcile, onReservationTick, onDialTick,
  );
  return tellPresence(before, after);
}

function handle(state: PageState, event: PageEvent): Outcome {
  const kind = event.type.slice(0, event.type.indexOf('.'));
  if (kind === 'user') return onUserEvent(state, event);
  if (kind === 'phone') return onPhoneEvent(state, event);
  if (kind === 'desk') return onDeskEvent(state, event);
  return onPageEvent(state, event);
}

export function withoutOldNotices(state: PageState): PageState {
  const notices = state.notices.filter((notice) => state.nowMs - notice.atMs < NOTICE_MS);
  return notices.length === state.notices.length ? state : { ...state, notices };
}

/** Supervisors and the other tabs see what this page does; only the leading page says so. */
function tellPresence(before: PageState, after: Outcome): Outcome {
  const { state, effects } = after;
  if (state.tab.leads !== true) return after;
  const was = presenceOf(before);
  const is = presenceOf(state);
  const news = was.presence !== is.presence || was.callId !== is.callId || before.tab.leads !== true
    || (before.desk.link !== 'up' && state.desk.link === 'up');
  return news ? { state, effects: [...effects, { type: 'desk.presence', ...is }] } : after;
}
