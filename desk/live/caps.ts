import { Counts } from './counts';

/** More tabs than anybody keeps open; a page that reconnects replaces its own channel and is not counted twice. */
export const CHANNELS_OF_OPERATOR = 20;
export const CHANNELS_OF_FRANCHISE = 2_000;
/** A large office behind one address, each operator with a few tabs. */
const CHANNELS_OF_NETWORK = 2_000;
/** Of them those that have not said who they are: pages do within a second. */
const STRANGERS_OF_NETWORK = 200;

/** A channel that was let in. */
export interface Admitted {
  /** It has said whose it is. */
  known: () => void;
  left: () => void;
}

/** How many live channels one network may hold open, known or not. */
export class NetworkCaps {
  private readonly all = new Counts();
  private readonly strangers = new Counts();

  /** Undefined: one too many. */
  admit(network: string): Admitted | undefined {
    if (this.all.of(network) >= CHANNELS_OF_NETWORK || this.strangers.of(network) >= STRANGERS_OF_NETWORK) return undefined;
    const leaveAll = this.all.enter(network);
    const known = this.strangers.enter(network);
    return { known, left: () => { known(); leaveAll(); } };
  }
}
