import type { Act } from '../../contracts/desk-window';

/** The calls window: it leads, and pages of its operator show what it shows and act through it (R94). */
export interface CallsWindow {
  /** `this`: the page is such a window. `wanted`: it needs one, and never leads itself. */
  readonly role: 'none' | 'wanted' | 'this';
  /** The call on this page, its intake and its line are the window's. */
  readonly follows: boolean;
  /** Which page leads, where this one follows or wants a window. */
  readonly leader: string | null;
  /** Clicks on their way to the window. */
  readonly asked: readonly AskedAct[];
  /** Clicks of other pages that this window has carried out, the last ones. */
  readonly done: readonly string[];
  /** The saves that the window has still to send. */
  readonly unsent: number;
  /** What was going on when the window went away. */
  readonly gone: 'idle' | 'call' | null;
}
export interface AskedAct { readonly act: Act; readonly callId: string | null; readonly byMs: number }

/** Their words come with what the window needs. */
export type WindowNotice = 'callsWindow-blocked' | 'callsWindow-failed' | 'callsWindow-silent';
