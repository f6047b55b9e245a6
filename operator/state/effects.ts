import type { LeadershipAction, OfferReport } from '../../contracts/desk-api';
import type { Act } from '../../contracts/desk-window';
import type { Presence } from '../../contracts/desk-journal';
import type { TransferAction } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { DraftNote, EndedBy, OutboxItem, SettableStatus } from './model';

/** What the reducer wants done, in this order. Effects run before anything is shown. */
export type Effect = PhoneEffect | DeskEffect | StoreEffect | PageEffect | WindowEffect;

export type PhoneEffect =
  | { readonly type: 'phone.connect' | 'phone.disconnect' }
  | { readonly type: 'phone.setStatus'; readonly id: string; readonly status: SettableStatus }
  | { readonly type: 'phone.answer' | 'phone.reject' | 'phone.hangUp'; readonly legId: string }
  | { readonly type: 'phone.send'; readonly legId: string; readonly text: 'alive' | 'bye' }
  /** A call out; its leg goes under this id from the start. */
  | { readonly type: 'phone.call'; readonly legId: string; readonly destination: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'phone.mute' | 'phone.hold'; readonly legId: string; readonly on: boolean };

export type DeskEffect =
  | { readonly type: 'desk.leadership'; readonly action: LeadershipAction }
  /** Where the page became the leader: what was going on? */
  | { readonly type: 'desk.askCurrent' }
  | { readonly type: 'desk.presence'; readonly presence: Presence; readonly callId: string | null }
  | { readonly type: 'desk.report'; readonly callId: string; readonly report: OfferReport }
  | { readonly type: 'desk.drop'; readonly callId: string; readonly offerId: string | null; readonly commandId: string }
  | { readonly type: 'desk.openWrapUp'; readonly callId: string; readonly endedBy: EndedBy }
  | { readonly type: 'desk.extendWrapUp'; readonly callId: string }
  | { readonly type: 'desk.lookUp'; readonly callId: string; readonly journalled: boolean; readonly number: string; readonly asked: number }
  | { readonly type: 'desk.choose'; readonly callId: string; readonly customerId: string | null }
  | { readonly type: 'desk.search'; readonly callId: string; readonly query: string }
  | { readonly type: 'desk.attach'; readonly callId: string; readonly customerId: string; readonly number: string }
  | { readonly type: 'desk.outbound'; readonly dialId: string; readonly number: string; readonly about: string | null }
  | { readonly type: 'desk.transfer'; readonly callId: string; readonly transferId: string; readonly mode: TransferMode; readonly to: TransferTarget }
  | { readonly type: 'desk.transferAct'; readonly callId: string; readonly transferId: string; readonly action: TransferAction }
  | { readonly type: 'desk.deliver'; readonly item: OutboxItem };

export type StoreEffect =
  /** Into the browser's database at once, to the desk when the typing pauses. */
  | { readonly type: 'store.draft'; readonly draft: DraftNote; readonly journalled: boolean }
  | { readonly type: 'store.dropDraft'; readonly callId: string; readonly journalled: boolean }
  | { readonly type: 'store.save'; readonly item: OutboxItem }
  | { readonly type: 'store.forget'; readonly saveId: string };

export type PageEffect =
  /** `ask: true` only from a click: it may open the browser's questions. */
  | { readonly type: 'checks.run'; readonly ask: boolean }
  /** Runs within the click, so that no pop-up blocker stands in the way. */
  | { readonly type: 'window.open'; readonly windowId: string }
  | { readonly type: 'window.toCreation'; readonly windowId: string | null; readonly number: string; readonly callId: string | null }
  | { readonly type: 'window.close'; readonly windowId: string };

export type WindowEffect =
  /** A click on this page, to the calls window. */
  | { readonly type: 'callsWindow.act'; readonly act: Act }
  | { readonly type: 'callsWindow.open' };
