/**
 * Signed POST from the desk to the session's access URL.
 * Every command is answered by one `commandResult` event.
 */
export interface DropCommand {
  kind: 'drop';
  commandId: string;
  callId: string;
  /** The offer that must still be current and unanswered; null: the current one of `operator`. */
  offerId: string | null;
  operator: string;
}
/** A supervisor takes the waiting call out of the queue and ends it. */
export interface TakeOutCommand {
  kind: 'takeOut';
  commandId: string;
  callId: string;
  by: string;
}
/** Where a caller is to be brought: a colleague by his Voximplant user name, or a number in E.164. */
export type TransferTarget = { operator: string } | { number: string };
/**
 * The operator who talks gives the caller away; a colleague is reserved by the desk before.
 * The caller hears music until the other side has answered. Without an answer within
 * `TRANSFER_RING_MS` he is back with the operator, or in the queue where the operator has left.
 */
export interface TransferCommand {
  kind: 'transfer';
  commandId: string;
  callId: string;
  /** Who talks to the caller now. */
  operator: string;
  to: TransferTarget;
  /** `blind`: the caller is connected as soon as the other side answers. `consult`: the operator talks to it first. */
  mode: TransferMode;
}
export type TransferMode = 'blind' | 'consult';
/** Ends a transfer that is under way, ringing or consulting. */
export interface TransferEndCommand {
  kind: 'transferEnd';
  commandId: string;
  callId: string;
  operator: string;
  /** `complete` (while consulting): the caller goes to the other side. `back`: to the operator. */
  action: 'complete' | 'back';
}
export type DeskCommand = DropCommand | TakeOutCommand | TransferCommand | TransferEndCommand;

/** How long the other side of a transfer rings. */
export const TRANSFER_RING_MS = 20_000;

/** What the page sends on its leg (sendMessage), proof of life and a clean goodbye. */
export const LEG_MESSAGES = { alive: 'alive', bye: 'bye' } as const;

/**
 * In how many milliseconds the next proof of life goes out, `talkMs` into a talk: every 10 s, and every second at
 * first, since one that arrives before the scenario has the leg is lost, and it waits 3 s for one.
 */
export function aliveAgainInMs(talkMs: number): number {
  return talkMs < 4_000 ? 1_000 : 10_000;
}

/** Headers that the operator's leg carries; each value under 200 bytes. */
export const LEG_HEADERS = {
  call: 'X-Vox-Call',
  offer: 'X-Vox-Offer',
  franchise: 'X-Vox-Franchise',
  /** Only on a colleague's leg: `<mode> <operator who gives the caller>`, e.g. `consult op1`. */
  transfer: 'X-Vox-Transfer',
} as const;
