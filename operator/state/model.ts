import type { CustomerHit, LookedUpNumber } from '../../contracts/desk-customers';
import type { OutboundLine, TransferState } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { Me, WrapUpOpenBody } from '../../contracts/desk-api';
import type { CheckName, CheckResult } from './checks';
import type { CallsWindow, WindowNotice } from './window-model';

/**
 * All that the page «Входящие» knows, as plain data: it can be stored, compared and
 * replayed. Times are milliseconds since the page was loaded (`Clocks.nowMs`), which come in with every event.
 */
export interface PageState {
  /** Random, one per page load; given from outside. */
  readonly pageId: string;
  /** The time of the last event. */
  readonly nowMs: number;
  /** Ids made so far: `<pageId>-<n>`. */
  readonly ids: number;
  readonly profile: Me | null;
  readonly desk: DeskLink;
  readonly tab: Tab;
  readonly phone: PhoneLink;
  readonly readiness: Readiness;
  readonly intake: Intake;
  readonly sync: StatusSync;
  readonly offer: Offer | null;
  readonly talk: Talk | null;
  readonly wrapUp: WrapUpCard | null;
  /** A call out, until the customer answers. */
  readonly dial: Dial | null;
  /** This operator is kept free for a colleague's caller. */
  readonly reservation: Reservation | null;
  /** About the caller of the offer, the talk or the wrap-up; outlives all three changes. */
  readonly card: CallerCard | null;
  readonly holdouts: readonly Holdout[];
  /** Accepted saves and cancellations that the desk has not confirmed. */
  readonly outbox: readonly OutboxItem[];
  /** Texts of calls whose wrap-up is over or was interrupted. */
  readonly drafts: readonly DraftNote[];
  /** Calls whose wrap-up this page has closed: a late word from the desk must not reopen them. */
  readonly closed: readonly string[];
  readonly notices: readonly Notice[];
  readonly window: CallsWindow;
}

export interface DeskLink {
  /** `origin`: it refuses pages of this address. */
  readonly link: 'connecting' | 'up' | 'down' | 'signed-out' | 'origin';
  readonly retryAtMs: number | null;
}

export interface Tab {
  /** Null until the desk has said. */
  readonly leads: boolean | null;
  readonly takingOver: boolean;
  readonly renewAtMs: number;
  /** What the leading tab of this browser shows, where it says so. */
  readonly other: 'idle' | 'busy' | null;
}

export interface PhoneLink {
  readonly link: 'off' | 'connecting' | 'up' | 'resuming' | 'lost';
  readonly attempts: number;
  readonly retryAtMs: number | null;
  readonly why: PhoneTrouble | null;
  /** Connected at least once in this page load: what fails before that is blocked and not lost. */
  readonly reached: boolean;
  readonly upSinceMs: number | null;
  /** The same login works elsewhere; nothing is done against it until a click. */
  readonly elsewhere: boolean;
}
/** `sdk`: its file did not come or does not start; `no-webrtc`: the browser cannot do calls at all. */
export type PhoneTrouble = 'network' | 'kicked' | 'refused' | 'sdk' | 'no-webrtc';

export interface Readiness {
  readonly phase: 'never' | 'checking' | 'passed' | 'failed';
  readonly checks: Readonly<Record<CheckName, CheckResult>>;
  /** The check was asked for by «Включить прием звонков»: passing it switches intake on. */
  readonly forIntake: boolean;
}

export interface Intake {
  /** The operator's choice. */
  readonly on: boolean;
  /** Why intake went off without the operator's click. */
  readonly off: OffReason | null;
  /** A miss: no calls until chain, or until a click. */
  readonly missPauseUntilMs: number | null;
  readonly missesInRow: number;
  /** Calls that were answered and had no sound, since the last one that had. */
  readonly silentInRow: number;
}
/** Why an answered call has no sound: no path for it, the browser plays nothing, or no microphone could be opened. */
export type SoundTrouble = 'media' | 'playback' | 'microphone';
export type OffReason =
  | { readonly kind: 'misses'; readonly count: number }
  | { readonly kind: 'limit' }
  | { readonly kind: 'supervisor' }
  | { readonly kind: 'checks' }
  | { readonly kind: 'sound'; readonly why: SoundTrouble };

/** What the platform says of this operator, and what is being asked of it. */
export interface StatusSync {
  readonly platform: string | null;
  readonly platformSinceMs: number;
  readonly pending: { readonly id: string; readonly status: SettableStatus; readonly sinceMs: number } | null;
  readonly failures: number;
  readonly retryAtMs: number | null;
}
export type SettableStatus = 'READY' | 'ONLINE' | 'OFFLINE' | 'DND' | 'IN_SERVICE' | 'AFTER_SERVICE';

/** One caller on one leg. */
interface LegOfCall {
  readonly legId: string;
  /** The desk's call id; made from the leg's id where the leg carried none. */
  readonly callId: string;
  /** False where the leg carried no call id: the desk has no journal for it. */
  readonly journalled: boolean;
  readonly offerId: string | null;
  readonly number: string;
}
export interface Offer extends LegOfCall {
  readonly sinceMs: number;
  readonly phase: 'ringing' | 'answering' | 'dropping';
  readonly drop: { readonly commandId: string; readonly deadlineMs: number } | null;
  /** The browser asks for the microphone before the call can be answered. */
  readonly asking: boolean;
  /** From a colleague and not from the queue. */
  readonly from: HandedBy | null;
}
export interface HandedBy { readonly transferId: string | null; readonly mode: TransferMode; readonly byName: string }
export interface Talk extends LegOfCall {
  readonly sinceMs: number;
  /** Sound arrives and leaves; only then is the conversation one. */
  readonly audio: boolean;
  /** What is missing where sound should long have come. */
  readonly silent: SoundTrouble | null;
  readonly microphone: MicrophoneState;
  readonly nextAliveMs: number | null;
  readonly muted: boolean;
  readonly held: boolean;
  readonly holdAsked: boolean;
  readonly mediaLost: boolean;
  /** Set by «Отклонить»: the end is asked for, by then at the latest it is taken as come. */
  readonly endingByMs: number | null;
  /** Not by the queue: the platform does not know that this operator talks. */
  readonly direct: boolean;
  /** This operator called. */
  readonly out: boolean;
  /** The caller is being given to somebody else. */
  readonly handOver: HandOver | null;
  /** A colleague gives the caller, and has not left yet. */
  readonly from: HandedBy | null;
}

/** `ended`: the device or the right to it is gone; `muted`: the system or a button of the headset silences it. */
export type MicrophoneState = 'ok' | 'ended' | 'muted';

export interface HandOver {
  readonly transferId: string;
  readonly mode: TransferMode;
  readonly to: TransferTarget;
  readonly toName: string;
  /** `asking`: the desk has not answered yet. */
  readonly state: 'asking' | Exclude<TransferState, 'failed' | 'returned'>;
  readonly endAsked: boolean;
  /** When the state ends by itself; null: it does not. */
  readonly byMs: number | null;
}

export interface Reservation {
  readonly transferId: string;
  readonly callId: string;
  readonly byName: string;
  readonly mode: TransferMode;
  readonly untilMs: number;
  /** The desk was told that calls of the queue are off. */
  readonly confirmed: boolean;
}

export interface Dial {
  /** Ours, made before there is a leg. */
  readonly legId: string;
  readonly number: string;
  /** The missed call or callback that it answers. */
  readonly about: string | null;
  /** Whom the call is for, where that is known. */
  readonly customerId?: string;
  /** `asking` the desk, `leaving` READY, `calling`. */
  readonly phase: 'asking' | 'leaving' | 'calling';
  readonly line: OutboundLine | null;
  readonly sinceMs: number;
}

export type EndedBy = WrapUpOpenBody['endedBy'];
export interface WrapUpCard {
  readonly callId: string;
  readonly journalled: boolean;
  /** False for a draft that was opened again after its lease was over. */
  readonly leased: boolean;
  readonly number: string;
  /** Null where the page did not see the end (opened again after a reload). */
  readonly endedBy: EndedBy | null;
  readonly openedAtMs: number;
  /** Null where the page did not see the talk (opened again after a reload). */
  readonly talkedMs: number | null;
  readonly limitAtMs: number | null;
  readonly extending: boolean;
  readonly phase: 'open' | 'saving' | 'failed';
  /** What is being saved, or was when saving failed. */
  readonly saving: OutboxItem | null;
  /** Where the creation form goes: the window opened by the click. */
  readonly windowId: string | null;
}

export interface CallerCard {
  readonly callId: string;
  readonly journalled: boolean;
  readonly number: string;
  readonly looked: LookedUpNumber | null;
  readonly lookUp: LookUp;
  readonly customers: readonly CustomerHit[];
  /** How many more have the number. */
  readonly more: number | null;
  readonly chosenId: string | null;
  /** The only customer that the number has: stays with the call where the operator's own choice is given up. */
  readonly onlyId: string | null;
  /** A late answer never overwrites the operator's choice. */
  readonly chosenByOperator: boolean;
  readonly search: CustomerSearch | null;
  readonly comment: string;
  /** Counts up with every change of text or choice. */
  readonly revision: number;
}
export interface LookUp {
  readonly state: 'searching' | 'found' | 'none' | 'no-number' | 'failed';
  /** The request whose answer counts. */
  readonly asked: number;
  readonly byMs: number | null;
}
export interface CustomerSearch {
  readonly query: string;
  readonly state: 'searching' | 'done' | 'failed' | 'attaching';
  readonly found: readonly CustomerHit[];
  /** How many there are beside those found; null: some, perhaps. */
  readonly more: number | null;
}

export interface Holdout { readonly callId: string; readonly untilMs: number }

export interface OutboxItem {
  readonly saveId: string;
  readonly callId: string;
  readonly kind: 'save' | 'cancel';
  readonly comment: string;
  readonly customerId: string | null;
  readonly savedAtMs: number;
  /** Later saves have higher ones, over page loads too. */
  readonly order: number;
  readonly sending: boolean;
  readonly attempts: number;
  readonly retryAtMs: number;
}

export interface DraftNote {
  readonly callId: string;
  readonly number: string;
  readonly comment: string;
  readonly customerId: string | null;
  readonly revision: number;
}

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly atMs: number;
  readonly value: string | null;
  /** Of a creation form that did not open: the call that it is opened from; `value` is the number. */
  readonly callId: string | null;
}
export type NoticeKind =
  | 'drop-failed' | 'dropped' | 'caller-left' | 'answered-elsewhere' | 'already-gone' | 'talk-failed'
  | 'talk-lost' | 'missed' | 'limit-draft-kept' | 'window-blocked' | 'window-forbidden' | 'window-unreachable' | 'save-failed' | 'attach-failed'
  | 'hold-failed' | 'saved' | 'taken-over' | 'hand-over-failed' | 'call-out-failed' | 'consulted' | 'slept'
  | 'microphone-changed' | 'speaker-lost' | WindowNotice;
