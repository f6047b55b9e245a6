import type { CallAdvice, Open } from '../../contracts/call-events';
import type { CallSettings, ExitStep, Prompt, SkillWanted } from '../../contracts/call-settings';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { CallStanding } from '../../contracts/queue-port';
import type { Saying } from './input';
import type { EndedBy, TerminalDetail, TerminalReason } from '../../contracts/terminal-reasons';

/**
 * What a call knows whatever state it is in. All times are milliseconds since
 * CallAlerting; `nowMs` is the time of the last input.
 */
export interface CallFacts {
  readonly settings: CallSettings;
  readonly callId: string;
  /** E.164, or null. */
  readonly from: string | null;
  /** The number that was dialled. */
  readonly to: string;
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
  /** The queue the caller is in, or goes to next. */
  readonly queueName: string;
  readonly skills: readonly SkillWanted[];
  /** What the desk knew of this caller at the start. */
  readonly advice: CallAdvice | null;
  /** Who may be looked for first in a queue that is not the franchise's own. */
  readonly lastOperators: readonly string[] | undefined;
  /** What is left of the way out, once one was taken. */
  readonly wayOut: readonly ExitStep[] | null;
  /** What is being said to the caller, and what follows it at once. */
  readonly saying: Saying | null;
  readonly sayNext: Prompt | null;
  readonly line: LineFacts;
  /** The caller asked to be called back and is asked to confirm, until then. */
  readonly confirmUntilMs: number | null;
  /** Where recordings are. */
  readonly records: readonly string[];
  readonly recording: boolean;
  /** Commands already answered, by id. */
  readonly commands: Readonly<Record<string, boolean>>;
}

/**
 * The same at another time. Written out because every input passes here: engines copy an object by
 * spread slowly where it was made by spread itself.
 */
export function factsAt(facts: CallFacts, nowMs: number): CallFacts {
  return {
    settings: facts.settings,
    callId: facts.callId,
    from: facts.from,
    to: facts.to,
    nowMs: nowMs,
    standing: facts.standing,
    round: facts.round,
    offers: facts.offers,
    onlyDeclined: facts.onlyDeclined,
    queuedAtMs: facts.queuedAtMs,
    answeredAtMs: facts.answeredAtMs,
    giveUpAtMs: facts.giveUpAtMs,
    talkMs: facts.talkMs,
    operator: facts.operator,
    queueName: facts.queueName,
    skills: facts.skills,
    lastOperators: facts.lastOperators,
    advice: facts.advice,
    wayOut: facts.wayOut,
    saying: facts.saying,
    sayNext: facts.sayNext,
    line: facts.line,
    confirmUntilMs: facts.confirmUntilMs,
    records: facts.records,
    recording: facts.recording,
    commands: facts.commands,
  };
}

/** A conversation at another time, for the same reason: its operator says every few seconds that he lives. */
export function talkingAt({ offer, leg, sinceMs, bye }: Talking, facts: CallFacts, untilMs: number): Talking {
  return { at: 'talking', facts, offer, leg, sinceMs, bye, untilMs };
}

/** What a waiting caller knows and is going to be told. */
export interface LineFacts {
  readonly position: number | null;
  readonly ewtMs: number | null;
  readonly saidPosition: number | null;
  /** An announcement is due and waits for a position. */
  readonly asked: boolean;
  readonly announceAtMs: number | null;
  readonly comfortAtMs: number | null;
  readonly comforts: number;
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
  readonly detail: Open<TerminalDetail>;
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

export interface Alerting extends Bounded<'alerting'> {
  /** Answered all the same, to say so. */
  readonly closed: 'hours' | 'holiday' | null;
}
export interface Greeting extends Bounded<'greeting'> {
  /** Still to be said. */
  readonly prompts: readonly Prompt[];
  readonly advised: boolean;
  readonly adviceUntilMs: number;
}
/** A digit chooses where the call goes. */
export type Menu = Bounded<'menu'>;
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
/** The operator who gives the caller away, as long as he is there. */
export interface Giver {
  readonly offer: Offer;
  readonly leg: number;
  /** Without a sign of life until then he is lost. */
  readonly aliveUntilMs: number;
}
/** The caller hears music, and the other side of a transfer rings. */
export interface Transferring extends Bounded<'transferring'> {
  readonly giver: Giver | null;
  readonly givenBy: string;
  readonly to: TransferTarget;
  readonly mode: TransferMode;
  /** A colleague's; null for a number. */
  readonly offer: Offer | null;
  readonly leg: number | null;
  /** `untilMs` is the earlier of this and the giver's. */
  readonly ringUntilMs: number;
}
/** The operator talks to the other side, the caller hears music. */
export interface Consulting extends Bounded<'consulting'> {
  readonly giver: Giver;
  readonly to: TransferTarget;
  readonly offer: Offer | null;
  readonly leg: number;
  /** A colleague's page, like the giver's. */
  readonly aliveUntilMs: number;
  readonly consultUntilMs: number;
}
/** On the way out: the caller hears a sentence, then come the `steps`. */
export interface Goodbye extends Bounded<'goodbye'> {
  readonly outcome: Outcome;
  readonly steps: readonly ExitStep[];
}
/** On the way out: does the caller want to be called back? */
export interface Asking extends Bounded<'asking'> {
  readonly outcome: Outcome;
  readonly steps: readonly ExitStep[];
}
/** On the way out: another number rings. */
export interface Forwarding extends Bounded<'forwarding'> {
  readonly outcome: Outcome;
  readonly steps: readonly ExitStep[];
  readonly leg: number | null;
}
/** The caller talks with another number. */
export interface Forwarded extends Bounded<'forwarded'> {
  readonly leg: number;
  readonly sinceMs: number;
}
/** A message is left; `stopping` waits for the recorder's last word. */
export interface Voicemail extends Bounded<'voicemail'> {
  readonly phase: 'intro' | 'tone' | 'recording' | 'stopping';
  readonly step: Extract<ExitStep, { kind: 'voicemail' }>;
  readonly callerGone: boolean;
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
  | Menu
  | Queueing
  | Waiting
  | Offered
  | Reached
  | Talking
  | Transferring
  | Consulting
  | Goodbye
  | Asking
  | Forwarding
  | Forwarded
  | Voicemail
  | Draining
  | Ended;

/** When the machine must hear the next `tick`; null once it has ended. */
export function wakeAtMs(state: CallState): number | null {
  switch (state.at) {
    case 'ended':
      return null;
    case 'greeting':
      return state.advised || state.prompts.length > 0 ? state.untilMs : Math.min(state.untilMs, state.adviceUntilMs);
    case 'waiting':
      return earliest(state.untilMs, state.facts);
    default:
      return state.untilMs;
  }
}

function earliest(untilMs: number, { confirmUntilMs, saying, line }: CallFacts): number {
  if (confirmUntilMs !== null) return Math.min(untilMs, confirmUntilMs);
  if (saying !== null) return untilMs;
  return Math.min(untilMs, line.announceAtMs ?? untilMs, line.comfortAtMs ?? untilMs);
}
