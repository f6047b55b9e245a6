import type { CallSettings } from '../../contracts/call-settings';
import type { CallStanding } from '../../contracts/queue-port';
import type { EndedBy, TerminalDetail, TerminalReason } from '../../contracts/terminal-reasons';

/**
 * What a call knows whatever state it is in. All times are milliseconds since
 * CallAlerting; `nowMs` is the time of the last input.
 */
export interface CallFacts {
  readonly settings: CallSettings;
  readonly callId: string;
  readonly nowMs: number;
  readonly standing: CallStanding;
  /** Operators lost so far. */
  readonly round: number;
  /** Offers made so far; the last one's number is in its id. */
  readonly offers: number;
  /** Every offer that ended so far was declined, as far as the engine says. */
  readonly onlyDeclined: boolean;
  /** The queue's first acceptance. */
  readonly queuedAtMs: number | null;
  /** The last answer. */
  readonly answeredAtMs: number | null;
  /** The caller's patience, all rounds together; null until first enqueued. */
  readonly giveUpAtMs: number | null;
  readonly talkMs: number;
  /** Who talked last. */
  readonly operator: string | null;
  /** Commands already answered, by id. */
  readonly commands: Readonly<Record<string, boolean>>;
}

export interface Offer {
  readonly id: string;
  readonly operator: string;
  /** The operator's leg where the engine shows it before the answer. */
  readonly leg: number | null;
  /** `alive` came before the engine said reached. */
  readonly alive: boolean;
}

export interface Outcome {
  readonly reason: TerminalReason;
  readonly detail: TerminalDetail;
  readonly by: EndedBy;
}

interface In<Name extends string> {
  readonly at: Name;
  readonly facts: CallFacts;
}
/** `untilMs`: when the state ends by itself. */
interface Bounded<Name extends string> extends In<Name> {
  readonly untilMs: number;
}

export type Alerting = Bounded<'alerting'>;
export interface Greeting extends Bounded<'greeting'> {
  readonly greeted: boolean;
  readonly advised: boolean;
  readonly adviceUntilMs: number;
}
/** Enqueued, the verdict is open. */
export type Queueing = Bounded<'queueing'>;
export type Waiting = Bounded<'waiting'>;
export interface Offered extends Bounded<'offered'> {
  readonly offer: Offer;
}
/** The operator's leg is up, no proof of life yet; the caller hears music. */
export interface Reached extends Bounded<'reached'> {
  readonly offer: Offer;
  readonly leg: number;
}
export interface Talking extends Bounded<'talking'> {
  readonly offer: Offer;
  readonly leg: number;
  readonly sinceMs: number;
  readonly bye: boolean;
}
/** The outcome stands; the caller hears the last sentence. */
export interface Goodbye extends Bounded<'goodbye'> {
  readonly outcome: Outcome;
}
/** The end is told; the last events are on their way. */
export interface Draining extends Bounded<'draining'> {
  readonly outcome: Outcome;
  readonly callerGone: boolean;
  readonly delivered: boolean;
}
export interface Ended extends In<'ended'> {
  readonly outcome: Outcome;
}

export type CallState =
  | Alerting
  | Greeting
  | Queueing
  | Waiting
  | Offered
  | Reached
  | Talking
  | Goodbye
  | Draining
  | Ended;

/** When the machine must hear the next `tick`; null once it has ended. */
export function wakeAtMs(state: CallState): number | null {
  if (state.at === 'ended') return null;
  if (state.at === 'greeting' && !state.advised && state.greeted) return Math.min(state.untilMs, state.adviceUntilMs);
  return state.untilMs;
}
