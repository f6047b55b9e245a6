import type { Open } from './call-events';
import type { TransferMode, TransferTarget } from './desk-commands';
import type { CustomerHit } from './desk-customers';
import type { Presence, RecordingView } from './desk-journal';

/** A caller who asked to be called back; one open request for a number, whatever the repeats. */
export interface CallbackView {
  /** The first call that asked; its place in the order. */
  callId: string;
  /** E.164, confirmed by the caller. */
  number: string;
  /** When that call came, ISO 8601. */
  calledAt: string;
  /** When the request was made, or made again. */
  requestedAt: string;
  /** How often it was asked for. */
  times: number;
  customer: CustomerHit | null;
  /** Whose it is now; null: anybody's. */
  taken: { by: string; displayName: string; freeInMs: number } | null;
  done: { by: string; at: string } | null;
  recordings: RecordingView[];
}

/** `blocked`: refused before the queue. `urgent`: ahead of everybody. */
export type NumberList = 'blocked' | 'urgent';
export interface ListedNumber { number: string; list: NumberList; note: string; by: string; at: string; customer: CustomerHit | null }

/** What the page dials, and what goes with it as headers of the leg. */
export interface OutboundLine {
  /** E.164. */
  number: string;
  /** What the SDK's `call()` gets. */
  destination: string;
  headers: Record<string, string>;
  expiresInMs: number;
}

/** Somebody of the same franchise, as his page says. */
export interface Colleague {
  operator: string;
  displayName: string;
  presence: Open<Presence>;
  since: string | null;
  /** For how long; null: never seen. */
  forMs: number | null;
  /** Free to take a call over now. */
  free: boolean;
}

export interface TransferStart { transferId: string; mode: TransferMode; to: TransferTarget }
/** `finish`: caller and colleague are joined. `takeBack`: the caller comes back to the one who transfers. */
export type TransferAction = 'confirm' | 'refuse' | 'finish' | 'takeBack';

/** One attempt to hand a caller over. */
export interface TransferView {
  transferId: string;
  callId: string;
  /** Who hands over. */
  by: string;
  byName: string;
  mode: TransferMode;
  to: TransferTarget;
  /** The colleague's name, or the number. */
  toName: string;
  state: TransferState;
  /** Why it failed or the caller came back. */
  why: TransferWhy | null;
  /** Until the present state ends by itself; null where it does not. */
  endsInMs: number | null;
}
/**
 * `reserving`: the colleague's page is asked to leave READY. `reserved`: it did. `ringing`: at the colleague or the number.
 * `consulting`: the two talk, the caller hears music. `done`, `returned`, `failed`: over; `returned`: the caller is back.
 */
export type TransferState = 'reserving' | 'reserved' | 'ringing' | 'consulting' | 'done' | 'returned' | 'failed';
export type TransferWhy = Open<
  | 'busy' | 'no-confirmation' | 'refused' | 'no-answer' | 'unreachable' | 'taken-back' | 'ended' | 'lost' | 'not-possible'
>;
