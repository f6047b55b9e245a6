export type WrapUpClose = 'save' | 'cancel' | 'limit' | 'supervisor';
/** After a conversation: no call reaches the operator until it is closed. */
export interface WrapUp {
  callId: string;
  operator: string;
  state: 'open' | 'closed';
  closedBy: WrapUpClose | null;
  openedAt: string | null;
  /** Until the limit; null without one. */
  limitInMs: number | null;
  /** Until the warning is due; 0: due; null without a limit. */
  warnInMs: number | null;
  extensions: number;
}
