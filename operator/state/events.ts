import type { CommandOutcome, Leadership, Me } from '../../contracts/desk-api';
import type { Act, Screen } from '../../contracts/desk-window';
import type { WrapUp } from '../../contracts/desk-wrap-up';
import type { CustomerHit, LookUpAnswer } from '../../contracts/desk-customers';
import type { OutboundLine, TransferView } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { CheckResults } from './checks';
import type { DraftNote, MicrophoneState, OutboxItem, PhoneTrouble, SoundTrouble } from './model';

/** Everything that can happen to the page. `atMs` is by the page's own clock, see `Clocks.nowMs`; it never runs backwards. */
export type PageEvent = { readonly atMs: number } & (UserEvent | PhoneEvent | DeskEvent | StoreEvent | PageOwnEvent);

export type UserEvent =
  | { readonly type: 'user.intakeOn' | 'user.intakeOff' | 'user.answer' }
  /** `how: 'default'` is what «Отклонить» itself does; the menu says either. */
  | { readonly type: 'user.reject'; readonly how: 'default' | 'pass' | 'drop' }
  | { readonly type: 'user.hangUp' }
  | { readonly type: 'user.mute' | 'user.hold'; readonly on: boolean }
  | { readonly type: 'user.comment'; readonly text: string }
  | { readonly type: 'user.save' | 'user.saveAndCreate' | 'user.cancel' | 'user.extend' }
  /** The one click back from a pause. */
  | { readonly type: 'user.resume' }
  | { readonly type: 'user.takeOver' }
  | { readonly type: 'user.recheck' }
  | { readonly type: 'user.lookUp' }
  | { readonly type: 'user.choose'; readonly customerId: string | null }
  | { readonly type: 'user.search'; readonly query: string }
  | { readonly type: 'user.closeSearch' }
  | { readonly type: 'user.attach'; readonly customerId: string }
  | { readonly type: 'user.openDraft' | 'user.dropDraft'; readonly callId: string }
  | { readonly type: 'user.openCreation' }
  | { readonly type: 'user.callOut'; readonly number: string; readonly about: string | null; /** Whom the call is for, where that is known. */ readonly customerId?: string }
  | { readonly type: 'user.cancelDial' }
  | { readonly type: 'user.handOver'; readonly mode: TransferMode; readonly to: TransferTarget; readonly toName: string }
  | { readonly type: 'user.finishHandOver' | 'user.takeBack' }
  | { readonly type: 'user.dismiss'; readonly noticeId: string }
  | { readonly type: 'user.openWindow' };

export type PhoneEvent =
  | { readonly type: 'phone.up'; readonly status: string }
  | { readonly type: 'phone.resuming' | 'phone.resumed' }
  /** `jitter` 0 … 1 spreads the next attempts of many pages. */
  | { readonly type: 'phone.lost'; readonly why: PhoneTrouble; readonly jitter: number }
  | { readonly type: 'phone.status'; readonly status: string; readonly foreign: boolean }
  | { readonly type: 'phone.statusAnswer'; readonly id: string; readonly ok: boolean; readonly status: string | null }
  | {
    readonly type: 'phone.ring';
    readonly legId: string;
    readonly callId: string | null;
    readonly offerId: string | null;
    readonly number: string;
    /** On a leg that a colleague gave: how, and who. */
    readonly transfer?: { readonly mode: TransferMode; readonly by: string };
  }
  /** `callId`: on a call out the session tells it only now. */
  | { readonly type: 'phone.connected'; readonly legId: string; readonly callId?: string }
  | { readonly type: 'phone.audio'; readonly legId: string }
  | { readonly type: 'phone.media'; readonly legId: string; readonly ok: boolean }
  /** Connected for a while, and no sound yet. */
  | { readonly type: 'phone.silent'; readonly legId: string; readonly why: SoundTrouble }
  /** The browser asks for the microphone before the leg can be answered; it could not be opened. */
  | { readonly type: 'phone.asking' | 'phone.unanswerable'; readonly legId: string }
  /** The microphone of the conversation; `label`: which one it is now. */
  | { readonly type: 'phone.microphone'; readonly state: MicrophoneState; readonly label: string | null }
  /** The chosen speaker is gone: the conversation sounds from the system's. */
  | { readonly type: 'phone.speakerLost' }
  | { readonly type: 'phone.held'; readonly legId: string; readonly ok: boolean; readonly on: boolean }
  | { readonly type: 'phone.ended'; readonly legId: string; readonly elsewhere: boolean; readonly network: boolean;
    /** Of a call out that nobody answered: SIP's own. */
    readonly code?: number;
    /** What was missing for its sound, where it never came. */
    readonly silent?: SoundTrouble;
  };

export type DeskEvent =
  | { readonly type: 'desk.profile'; readonly me: Me }
  | { readonly type: 'desk.up' }
  | { readonly type: 'desk.down'; readonly retryInMs: number | null; readonly signedOut: boolean; /** The desk is there and does not let pages of this address in. */ readonly originRefused?: boolean }
  | { readonly type: 'desk.leadership'; readonly leadership: Leadership }
  | { readonly type: 'desk.wrapUp'; readonly wrapUp: WrapUp; readonly number: string | null }
  | { readonly type: 'desk.holdoutOver' | 'desk.extendFailed'; readonly callId: string }
  | { readonly type: 'desk.commandResult'; readonly outcome: CommandOutcome }
  /** `answer: null`: no answer came. */
  | { readonly type: 'desk.lookedUp'; readonly callId: string; readonly asked: number; readonly answer: LookUpAnswer | null }
  | { readonly type: 'desk.found'; readonly callId: string; readonly query: string; readonly customers: readonly CustomerHit[] | null; readonly more?: number | null }
  /** The customer of a call, as the desk stored the choice. */
  | { readonly type: 'desk.chosen'; readonly callId: string; readonly customer: CustomerHit }
  | { readonly type: 'desk.attached'; readonly callId: string; readonly customer: CustomerHit | null }
  | { readonly type: 'desk.delivered'; readonly saveId: string; readonly ok: boolean; readonly jitter: number }
  | { readonly type: 'desk.outbound'; readonly dialId: string; readonly line: OutboundLine | null }
  | { readonly type: 'desk.transfer'; readonly transfer: TransferView }
  | { readonly type: 'desk.transferRefused' | 'desk.actFailed'; readonly transferId: string }
  | { readonly type: 'desk.drafts'; readonly drafts: readonly DraftNote[] }
  /** What the calls window shows, so long ago. */
  | { readonly type: 'desk.screen'; readonly pageId: string; readonly screen: Screen; readonly agoMs: number }
  /** To the calls window: clicks on other pages. */
  | { readonly type: 'desk.acts'; readonly acts: readonly Act[] }
  /** They did not get to the window. */
  | { readonly type: 'desk.actsLost'; readonly actIds: readonly string[] };

export type StoreEvent =
  | { readonly type: 'store.loaded'; readonly drafts: readonly DraftNote[]; readonly outbox: readonly OutboxItem[] }
  | { readonly type: 'store.saved'; readonly saveId: string; readonly ok: boolean };

export type PageOwnEvent =
  | { readonly type: 'tick' }
  /** The browser had frozen this tab and lets it run again. */
  | { readonly type: 'tab.woken' }
  /** The leading tab of this browser is gone: its lease may be claimed at once. */
  | { readonly type: 'tab.free' }
  | { readonly type: 'checks.done'; readonly results: CheckResults }
  /** What is known so far. */
  | { readonly type: 'checks.some'; readonly results: Partial<CheckResults> }
  /** A device went or came, or a permission changed. */
  | { readonly type: 'checks.changed' }
  | { readonly type: 'window.opened'; readonly windowId: string; readonly ok: boolean }
  /** A page of the desk did not open; `creation`: it was the form for a new customer. */
  /** The calls window did not open. */
  | { readonly type: 'callsWindow.failed'; readonly why: 'blocked' | 'failed' }
  | { readonly type: 'window.failed'; readonly why: 'blocked' | 'forbidden' | 'unreachable'; readonly creation: { readonly number: string; readonly callId: string | null } | null }
  /** The other tab of this browser says what it does; null: it is gone. */
  | { readonly type: 'tab.other'; readonly other: 'idle' | 'busy' | null };
