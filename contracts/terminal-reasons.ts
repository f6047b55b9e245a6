/**
 * How a call may end. Every call ends with exactly one reason and one detail;
 * both lists are closed, so a new ending is a change of this file.
 */
export const TERMINAL_REASONS = {
  /** Caller and operator talked; detail says nothing more than where it ended. */
  completed: ['talk'],
  /** The caller hung up before an operator talked to him. Detail: what he was hearing. */
  abandoned: ['greeting', 'queue', 'ringing', 'announcement', 'menu'],
  /** An operator or a supervisor ended the call without talking. */
  dropped: ['operator', 'supervisor'],
  /** The system could not serve the caller. */
  unserved: [
    'offline',
    'queue-full',
    'timeout',
    'rejected-by-all',
    'operator-lost',
    'session-lost',
    'queue-error',
    'error',
    // Of calls out: what the other side or the network said.
    'no-answer',
    'busy',
    'declined',
    'unreachable',
  ],
  /** Outside the opening hours. */
  closed: ['hours', 'holiday'],
  voicemail: ['recorded', 'empty'],
  callback: ['requested'],
  /** Refused before the queue. */
  blocked: ['block-list', 'hidden-number', 'flood', 'not-public', 'no-ticket'],
} as const;

export type TerminalReason = keyof typeof TERMINAL_REASONS;
export type TerminalDetail<R extends TerminalReason = TerminalReason> = {
  [Key in R]: (typeof TERMINAL_REASONS)[Key][number];
}[R];

/** Who ended the call. */
export type EndedBy = 'caller' | 'operator' | 'system';

/** How an offer to one operator ended, as the journal keeps it. */
export const OFFER_OUTCOMES = [
  'answered',
  'rejected',
  'dropped',
  'missed',
  'unreachable',
  'cancelled',
  'lost',
] as const;
export type OfferOutcome = (typeof OFFER_OUTCOMES)[number];

/** Why an offer ended without an answer, as far as the queue engine knows. */
export type OfferEndCause = 'rejected' | 'missed' | 'unreachable' | 'unknown';
