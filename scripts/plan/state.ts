import type { ActualItem } from './items';

export const STATE_VERSION = 1;

/**
 * What the last deploy left behind, as it was read back: ids, dates of change,
 * hashes. No secret and no password, only keyed fingerprints of them.
 */
export interface State {
  version: typeof STATE_VERSION;
  environment: string;
  account: number;
  /** The release that is live, or null where the state was rebuilt from the account. */
  release: string | null;
  items: ActualItem[];
}
