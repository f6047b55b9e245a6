/**
 * The calls window (R94): a small window that leads, while the operator's other pages show what it shows and act through
 * it. The desk passes both on unread, to the same operator's pages alone, and keeps neither.
 */
export type Screen = Readonly<Record<string, unknown>>;

/** One click on another page. */
export interface Act {
  actId: string;
  /** What was on the screen when it was clicked: for a call that is over, nothing is done. '' where that does not matter. */
  about: string;
  /** One of `UserEvent`. */
  event: Readonly<Record<string, unknown>>;
}

export const ACTS_MOST = 50;
