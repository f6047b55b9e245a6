import type { CallAdvice, CallEvent } from '../../contracts/call-events';
import type { Prompt, SkillWanted } from '../../contracts/call-settings';
import type { Saying } from './input';
import type { CallState } from './state';

/** An event for the desk; the desk channel adds id, callId, seq and atMs. */
export type Told = Untold<CallEvent>;
type Untold<Event> = Event extends CallEvent ? Omit<Event, 'id' | 'callId' | 'seq' | 'atMs'> : never;

/** What the queue is asked for. */
export interface Wanted {
  readonly queueName: string;
  readonly priority: number;
  readonly skills: readonly SkillWanted[];
  /** Who is to be looked for first, by both engines' ways to name him. */
  readonly firstOperator: Pick<CallAdvice, 'lastOperator' | 'lastOperatorId'> | null;
}

/** What every machine of a call wants at its end. */
export type EndEffect =
  | { readonly do: 'tell'; readonly event: Told }
  /** Confirm or store what was told, then say `delivered`. */
  | { readonly do: 'deliver' }
  | { readonly do: 'terminate' };

/** What is to be done, in this order. */
export type CallEffect =
  | EndEffect
  | { readonly do: 'answer' }
  /** Refuses the unanswered caller. */
  | { readonly do: 'refuse'; readonly code: number }
  | { readonly do: 'say'; readonly what: Saying; readonly prompt: Prompt }
  /** Hold music, looped; goes on if it plays already. */
  | { readonly do: 'music' }
  | { readonly do: 'quiet' }
  | ({ readonly do: 'enqueue' } & Wanted)
  /** Of engines that do not push it. */
  | { readonly do: 'askPosition' }
  | { readonly do: 'listenForDigits' }
  /** `from`: the number that the caller dialled; networks refuse one that is not ours. */
  | { readonly do: 'callNumber'; readonly number: string; readonly from: string }
  /** A colleague, past the queue; `transfer` is the header of his leg. */
  | { readonly do: 'callOperator'; readonly operator: string; readonly offerId: string; readonly transfer: string }
  /** The caller and this leg hear each other no more. */
  | { readonly do: 'part'; readonly leg: number }
  | { readonly do: 'join'; readonly leg: number; readonly other: number }
  /** Of the whole conversation; there is no stop. */
  | { readonly do: 'record' }
  | { readonly do: 'recordMessage' }
  | { readonly do: 'stopMessage' }
  /** Ends the request whatever has become of it; nothing of it is heard again. */
  | { readonly do: 'leaveQueue' }
  | { readonly do: 'bridge'; readonly leg: number }
  | { readonly do: 'hangUpLeg'; readonly leg: number }
  | { readonly do: 'hangUpCaller' };

export type Step = readonly [CallState, readonly CallEffect[]];

/** The step with something to be done before its own effects. */
export function first(before: readonly CallEffect[], [state, effects]: Step): Step {
  return [state, [...before, ...effects]];
}

export function tell(event: Told): EndEffect {
  return { do: 'tell', event };
}

/** Nothing is to be done. */
export function stay(state: CallState): Step {
  return [state, []];
}
