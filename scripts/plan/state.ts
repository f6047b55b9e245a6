import type { ActualItem, Item } from './items';

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
  /** `<kind>/<id>` of what we made of the account's own objects; missing in a state of before. */
  made?: readonly string[];
  /** Lists with the members that we put there, or that the config listed. */
  members?: readonly Item[];
  /** `<kind>/<name>` of what a deploy was about to make when it was killed; not written down, see the release records. */
  making?: readonly string[];
}
