/** What an operator wrote about a call. */
export interface CallComment {
  id: string;
  /** The Voximplant user name. */
  author: string;
  authorName: string;
  text: string;
  at: string;
  /** When its author last changed it. */
  editedAt: string | null;
  /** A supervisor took it out of sight: only supervisors are told of such ones. */
  hidden: { by: string; at: string } | null;
}
/** A colleague's text about a call that is not saved yet. */
export interface ColleagueDraft { author: string; authorName: string; text: string; at: string }
