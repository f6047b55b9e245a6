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
export type DeskCommand = DropCommand | TakeOutCommand;

/** What the page sends on its leg (sendMessage), proof of life and a clean goodbye. */
export const LEG_MESSAGES = { alive: 'alive', bye: 'bye' } as const;

/** Headers that the operator's leg carries; each value under 200 bytes. */
export const LEG_HEADERS = {
  call: 'X-Vox-Call',
  offer: 'X-Vox-Offer',
  franchise: 'X-Vox-Franchise',
} as const;
