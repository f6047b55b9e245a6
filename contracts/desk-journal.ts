import type { CallComment } from './call-comments';
import type { CallEventKind, Open } from './call-events';
import type { CustomerHit } from './desk-customers';
import type { WrapUp } from './desk-wrap-up';
import type { EndedBy, OfferOutcome, TerminalDetail, TerminalReason } from './terminal-reasons';

/** A call as lists show it. */
export interface CallSummary {
  callId: string;
  /** `out`: an operator called; then `to` is the customer's number. */
  direction: 'in' | 'out';
  /** E.164 with its plus; null where what came in is no number. */
  from: string | null;
  fromRaw: string;
  to: string;
  startedAt: string;
  /** Exactly one once the call ended; null while it lives. */
  end: CallEndView | null;
  phase: 'greeting' | 'waiting' | 'ringing' | 'talking' | 'ended';
  waitMs: number;
  talkMs: number;
  /** Who talked last, or null. */
  operator: string | null;
  customer: CustomerHit | null;
  /** The latest text of `comments`; empty: saved without one; null: not saved. */
  comment: string | null;
  /** Of all who talked, in the order in which the desk received them. */
  comments: CallComment[];
  handled: { by: string; at: string } | null;
  /** To be listened to, see `POST /api/calls/:callId/recordings/:index/link`. */
  recordings: RecordingView[];
}
export interface RecordingView { index: number; kind: 'talk' | 'voicemail' }
/** Words of a newer scenario stand here as they came. */
export interface CallEndView { reason: Open<TerminalReason>; detail: Open<TerminalDetail>; by: Open<EndedBy>; endedAt: string }

/** A call's own page. */
export interface CallPage extends CallSummary {
  offers: OfferView[];
  timeline: TimelineEntry[];
}
export interface OfferView {
  operator: string;
  offeredAt: string;
  /** Null while it lasts. */
  outcome: Open<OfferOutcome> | null;
}
export interface TimelineEntry {
  /** Milliseconds since the call alerted. */
  atMs: number;
  kind: Open<CallEventKind> | 'saved' | 'cancelled' | 'wrapUpOpened' | 'wrapUpClosed' | 'customerChosen' | 'handled';
  operator: string | null;
  /** The event's own word: a cause, a reason, a queue. */
  detail: string | null;
}

/** One franchise, one day in its time zone. Times in milliseconds. */
export interface FigureDay {
  day: string;
  offered: number;
  answered: number;
  abandoned: number;
  /** Of them within the short-abandon limit, counted apart. */
  abandonedShort: number;
  /** Ended otherwise: unserved, dropped, closed, voicemail, callback, blocked. */
  other: number;
  /** Answered within the target / all offered, 0 … 1; null without calls. */
  serviceLevel: number | null;
  /** The same, short abandons left out below the line. */
  serviceLevelWithoutShort: number | null;
  meanWaitMs: number | null;
  longestWaitMs: number | null;
  meanTalkMs: number | null;
  meanWrapUpMs: number | null;
}

export interface SupervisorView {
  /** The longest waiting first. */
  waiting: WaitingCall[];
  operators: OperatorView[];
  /** What the desk does by itself; an older desk does not say. */
  jobs?: JobView[];
  /** Saved calls that the ERP refuses, a hundred at the most; an older desk does not say. */
  setAside?: SetAside[];
}
/** `why`: what the ERP answered. It is tried again once a day. */
export interface SetAside { callId: string; saveId: string; why: string }
/** One thing that the desk does again and again. Why it failed stands in its log. */
export interface JobView {
  name: string;
  /** Null: not yet. */
  lastRunAgoMs: number | null;
  nextRunInMs: number;
  /** Null: it does not run now. */
  runningForMs: number | null;
  /** Since the desk was started; of what one of several desks does, since there is the database. */
  failures: number;
  /** 0: the last run went well. */
  failedInRow: number;
}
/** `waitedMs`: since the call came in, by the desk's clock; the page goes on counting by its own. */
export interface WaitingCall extends CallSummary { waitedMs: number }
export interface OperatorView {
  operator: string;
  displayName: string;
  presence: Open<Presence>;
  /** Since when, ISO 8601; null: never seen. */
  since: string | null;
  /** For how long. */
  forMs: number | null;
  wrapUp: WrapUp | null;
}
/** What the page says of itself; `offline` as soon as its live channel is gone longer than the grace. */
export type Presence = 'offline' | 'off' | 'ready' | 'ringing' | 'talking' | 'wrap-up' | 'paused';
