import type { TransferMode, TransferTarget } from './desk-commands';
import type { EndedBy, OfferEndCause, TerminalDetail, TerminalReason } from './terminal-reasons';

/**
 * What the scenario tells the desk about one call. Events are facts, never
 * changed afterwards; `id` is unique, so a repeated delivery does no harm.
 */
interface CallEventBase {
  /** `<callId>:<seq>`, the idempotency key. */
  id: string;
  /** String(AppEvents.Started.sessionId). */
  callId: string;
  /** 1, 2, 3 … within the call, without gaps. */
  seq: number;
  /** Milliseconds since CallAlerting. */
  atMs: number;
}

export interface CallStarted extends CallEventBase {
  kind: 'started';
  franchise: string;
  /** E.164 with its plus, or null where what came in is no number. */
  from: string | null;
  /** What the platform gave as caller id, as it came. */
  fromRaw: string;
  /** E.164 with its plus where it is one, else as dialled. */
  to: string;
  /** When the call alerted, ISO 8601 UTC. */
  startedAt: string;
  /** An operator calls out: `from` is the franchise's number, `to` the customer's. Left out: a customer calls in. */
  direction?: 'out';
  /** Who calls out. */
  operator?: string;
  /** The call whose caller wished to be called back, where this is that call back. */
  callbackOf?: string;
}
export interface CallQueued extends CallEventBase {
  kind: 'queued';
  engine: QueueEngineName;
  queue: string;
  priority: number;
  /** 0 at first; 1, 2 … after an operator was lost. */
  round: number;
}
export interface CallOffered extends CallEventBase {
  kind: 'offered';
  offerId: string;
  /** The Voximplant user name. */
  operator: string;
  /** SmartQueue's id of him, which it wants back for `lastOperatorId`. */
  operatorId?: number;
  /** Who gives the caller to him; left out: the queue does. */
  transferFrom?: string;
}
export interface CallOfferEnded extends CallEventBase {
  kind: 'offerEnded';
  offerId: string;
  operator: string;
  cause: OfferEndCause | 'cancelled' | 'dropped';
}
export interface CallAnswered extends CallEventBase {
  kind: 'answered';
  offerId: string;
  operator: string;
}
/** Proof of life arrived, the two are bridged. */
export interface CallBridged extends CallEventBase {
  kind: 'bridged';
  offerId: string;
  operator: string;
}
/** The operator answered and vanished; the caller goes back ahead of ordinary callers. */
export interface CallOperatorLost extends CallEventBase {
  kind: 'operatorLost';
  offerId: string;
  operator: string;
  /** Milliseconds talked before the loss; 0 where no `alive` ever came. */
  talkMs: number;
}
/** The caller hears music; the other side rings. A colleague's offer is told besides, as any offer is. */
export interface CallTransferring extends CallEventBase {
  kind: 'transferring';
  /** Who gives the caller away. */
  operator: string;
  to: TransferTarget;
  mode: TransferMode;
}
/** The other side has answered and talks to the operator; the caller still hears music. */
export interface CallConsulting extends CallEventBase {
  kind: 'consulting';
  operator: string;
  to: TransferTarget;
}
/** The caller talks to the other side, the operator is out of the call. A colleague's `bridged` follows. */
export interface CallTransferred extends CallEventBase {
  kind: 'transferred';
  operator: string;
  to: TransferTarget;
}
/** The transfer came to nothing. */
export interface CallTransferFailed extends CallEventBase {
  kind: 'transferFailed';
  operator: string;
  to: TransferTarget;
  cause: TransferFailure;
  /** Where the caller is now; `ended`: he left meanwhile. */
  callerTo: 'operator' | 'queue' | 'ended';
}
export type TransferFailure = 'no-answer' | 'declined' | 'unreachable' | 'taken-back' | 'left' | 'caller-left';
export interface CommandResult extends CallEventBase {
  kind: 'commandResult';
  commandId: string;
  applied: boolean;
  /** Why not, or 'applied'. */
  why: 'applied' | 'not-current' | 'answered' | 'ended' | 'unknown-command' | 'repeated';
}
export interface CallEnded extends CallEventBase {
  kind: 'ended';
  reason: TerminalReason;
  /** Why a desk blocks a caller it says in its own word, which may be newer. */
  detail: Open<TerminalDetail>;
  by: EndedBy;
  /** From the queue's acceptance to the last answer, or to the end. */
  waitMs: number;
  /** Bridged time in all. */
  talkMs: number;
  /** The operator who talked last, or null. */
  operator: string | null;
  /** Where recordings of this call are, in order; with the reason `voicemail` the last is the message. */
  records?: string[];
}

export type CallEvent =
  | CallStarted
  | CallQueued
  | CallOffered
  | CallOfferEnded
  | CallAnswered
  | CallBridged
  | CallOperatorLost
  | CallTransferring
  | CallConsulting
  | CallTransferred
  | CallTransferFailed
  | CommandResult
  | CallEnded;

export type CallEventKind = CallEvent['kind'];

/** A word of today's, or one that a newer writer has added: readers keep it as it is and go on (decision 26). */
export type Open<Word> = Word extends string ? Word | (string & {}) : Word;
type OpenField = 'direction' | 'engine' | 'cause' | 'mode' | 'callerTo' | 'why' | 'reason' | 'detail' | 'by';
type Opened<Event> = Event extends CallEvent ? { [Field in keyof Event]: Field extends OpenField ? Open<Event[Field]> : Event[Field] } : never;
/** An event as its readers must expect it: of a kind of today, with words that may be newer. */
export type ReadEvent = Opened<CallEvent>;
export type QueueEngineName = 'smartqueue' | 'acd';

/**
 * Body of the signed POST from the scenario to `<deskUrl>/api/calls/events`. Writers add kinds, words and fields and
 * never change what there is; `version` says which writer it was.
 */
export interface CallEventBatch {
  version: 1;
  callId: string;
  franchise: string;
  events: CallEvent[];
  /** The session's access URL, a credential; only in the batch that holds `started`. */
  accessUrl?: string;
}

/** The desk's answer to a batch (200). Advice stands only in the answer to the first. */
export interface CallEventBatchAnswer {
  accepted: number;
  advice?: CallAdvice;
}

/** What the desk knows that changes the routing; every field may be missing. */
export interface CallAdvice {
  blocked?: boolean;
  /** Why, where it is not the block list. */
  blockedFor?: Open<'block-list' | 'flood'>;
  /** 'urgent' for a listed caller, 'returning' for one who was cut off shortly before (above ordinary, below urgent). */
  standing?: 'urgent' | 'returning' | 'ordinary';
  /** Who talked to this caller last, by user name; ACD v1 looks for him in his own queue first. */
  lastOperator?: string;
  /** The same for SmartQueue, as `offered` told it. */
  lastOperatorId?: number;
}
