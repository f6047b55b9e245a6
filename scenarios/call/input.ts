import type { CallAdvice } from '../../contracts/call-events';
import type { DeskCommand } from '../../contracts/desk-commands';
import type { QueueEvent } from '../../contracts/queue-port';

/** What is said to the caller, by the intent that asked for it. */
export type Saying = 'greeting' | 'menu' | 'operatorLost' | 'announcement' | 'callback' | 'wayOut';

/** What can happen to every call, whoever calls whom. */
export type CommonInput =
  | { readonly kind: 'command'; readonly command: DeskCommand | UnknownCommand }
  | { readonly kind: 'tick' }
  /** The desk has every event, or they are stored. */
  | { readonly kind: 'delivered' }
  /** A handler threw. */
  | { readonly kind: 'fault' };

/**
 * Everything that can happen to a call that comes in. Legs of operators are
 * numbers that the runner gives out.
 */
export type CallInput =
  | CommonInput
  | { readonly kind: 'connected' }
  | { readonly kind: 'callerGone' }
  | { readonly kind: 'said'; readonly what: Saying }
  /** null: no desk, no answer, or none in time. */
  | { readonly kind: 'advised'; readonly advice: CallAdvice | null }
  | { readonly kind: 'queue'; readonly event: QueueEvent<number> }
  | { readonly kind: 'alive'; readonly leg: number }
  | { readonly kind: 'bye'; readonly leg: number }
  /** `code`: the platform's, where the leg never connected; else 0. */
  | { readonly kind: 'legGone'; readonly leg: number; readonly code?: number }
  /** A leg that we called is connected. */
  | { readonly kind: 'legUp'; readonly leg: number }
  /** The leg that `callNumber` or `callOperator` made; null where it made none. */
  | { readonly kind: 'dialled'; readonly leg: number | null }
  | { readonly kind: 'digit'; readonly digit: string }
  /** A recording has begun, of a conversation or of a message. */
  | { readonly kind: 'recording'; readonly url: string }
  | { readonly kind: 'messageOver'; readonly seconds: number };

export interface UnknownCommand {
  readonly kind: 'unknown';
  readonly commandId: string;
}
