import type { QueueEvent } from '../../contracts/queue-port';
import type { OfferEndCause } from '../../contracts/terminal-reasons';
import { attend, heardPosition, lineFrom } from './announce';
import { callbackWanted, digitInQueue } from './callback';
import { giveUp } from './end';
import { type CallEffect, first, stay, type Step, tell } from './effect';
import type { CallInput } from './input';
import { letGo, offerEnded } from './let-go';
import { PATIENCE } from './patience';
import { priorityOf } from './priority';
import { hush, speak } from './speak';
import type { CallFacts, Offer, Offered, Queueing, Waiting } from './state';
import { reach } from './talk';

/** Puts the caller into the queue, at first or again after an operator was lost; `sound` is what he hears. */
export function enqueue(facts: CallFacts, sound: CallEffect = { do: 'music' }): Step {
  const { nowMs, settings, standing, queueName, skills } = facts;
  const giveUpAtMs = facts.giveUpAtMs ?? nowMs + settings.maxWaitMs;
  const line = lineFrom(nowMs, settings.announcements);
  const priority = priorityOf(standing, settings.queue);
  const firstOperator = isLastOneWanted(facts) ? facts.advice : null;
  return [
    { at: 'queueing', facts: { ...facts, giveUpAtMs, line }, untilMs: nowMs + PATIENCE.verdictMs },
    [sound, { do: 'enqueue', queueName, priority, skills, firstOperator }],
  ];
}

/** Only where he is: in the franchise's own queue, or he has the skills. Whoever was lost is not looked for again. */
function isLastOneWanted({ settings, round, wayOut, queueName, lastOperators, advice }: CallFacts): boolean {
  const mayBeThere = queueName === settings.queue.name || lastOperators?.includes(advice?.lastOperator ?? '') === true;
  return settings.lastOperatorFirst !== undefined && round === 0 && wayOut === null && mayBeThere;
}

export function queueing(state: Queueing, input: CallInput): Step | null {
  if (input.kind === 'tick') return giveUp(state.facts, 'queue-error');
  if (input.kind === 'queue' && input.event.kind === 'queued') return accepted(state.facts);
  return inQueue(state, input);
}

export function waiting(state: Waiting, input: CallInput): Step | null {
  if (input.kind !== 'tick') return inQueue(state, input);
  const { facts } = state;
  if (facts.nowMs >= state.untilMs) return giveUp(facts, 'timeout');
  if (facts.confirmUntilMs === null || facts.nowMs < facts.confirmUntilMs) return attend(state);
  return [{ ...state, facts: hush(facts) }, [{ do: 'music' }]];
}

export function offered(state: Offered, input: CallInput): Step | null {
  const { offer } = state;
  switch (input.kind) {
    case 'alive':
      return input.leg === offer.leg ? stay({ ...state, offer: { ...offer, alive: true } }) : null;
    case 'tick':
      // The platform's own ring limit is over; without a word from the engine.
      return offerOver(state, 'unknown');
    case 'queue':
      return whileOffered(state, input.event) ?? inQueue(state, input);
    default:
      return inQueue(state, input);
  }
}

function whileOffered(state: Offered, event: QueueEvent<number>): Step | null {
  const { facts, offer } = state;
  switch (event.kind) {
    case 'offerEnded':
      return event.operator === offer.operator ? offerOver(state, event.cause) : null;
    case 'offered':
      return offer.operator === event.operator ? [state, []] : overtaken(state, makeOffer({ ...facts, onlyDeclined: false }, event));
    case 'reached':
      // The one who answers may be another than the one who was shown ringing last (R9).
      return offer.operator === event.operator ? reach(facts, offer, event) : overtaken(state, reach(facts, null, event));
    case 'unserved':
      return overtaken(state, giveUp({ ...facts, onlyDeclined: false }, event.cause));
    default:
      return null;
  }
}

/** What is the same with and without an offer. */
function inQueue(state: Queueing | Waiting | Offered, input: CallInput): Step | null {
  switch (input.kind) {
    case 'said':
      return sentenceOver(state);
    case 'digit':
      return digit(state, input.digit);
    case 'queue':
      return fromQueue(state, input.event);
    default:
      return null;
  }
}

function fromQueue(state: Queueing | Waiting | Offered, event: QueueEvent<number>): Step {
  const { facts } = state;
  switch (event.kind) {
    case 'waiting':
      return heardPosition(state, event);
    case 'offered':
      return makeOffer(facts, event);
    case 'reached':
      return reach(facts, null, event);
    case 'unserved':
      return giveUp(facts, event.cause);
    default:
      return stay(state);
  }
}

/** The second half of an announcement follows the first; then the music. */
function sentenceOver(state: Queueing | Waiting | Offered): Step {
  const { facts } = state;
  if (!facts.sayNext) return [{ ...state, facts: { ...facts, saying: null } }, [{ do: 'music' }]];
  const [spoken, effect] = speak(facts, 'announcement', facts.sayNext);
  return [{ ...state, facts: spoken }, [effect]];
}

function digit(state: Queueing | Waiting | Offered, pressed: string): Step {
  const step = digitInQueue(state, pressed);
  if (step !== 'confirmed') return step;
  return first(letGo(state, 'cancelled'), callbackWanted(state.facts));
}

function accepted(facts: CallFacts): Step {
  const { standing, queueName, round } = facts;
  const { queue } = facts.settings;
  const priority = priorityOf(standing, queue);
  const told: CallEffect = tell({ kind: 'queued', engine: queue.engine, queue: queueName, priority, round });
  return first([told], backToWaiting({ ...facts, queuedAtMs: facts.queuedAtMs ?? facts.nowMs }));
}

/** Patience is looked at between offers only: nobody is cut off in mid-ring. */
function backToWaiting(facts: CallFacts): Step {
  const untilMs = facts.giveUpAtMs ?? facts.nowMs;
  if (facts.nowMs >= untilMs) return giveUp(facts, 'timeout');
  return [{ at: 'waiting', facts, untilMs }, []];
}

function makeOffer(facts: CallFacts, event: Extract<QueueEvent<number>, { kind: 'offered' }>): Step {
  const offers = facts.offers + 1;
  const offer: Offer = { id: `${facts.callId}-${offers}`, operator: event.operator, leg: event.leg ?? null, alive: false };
  const untilMs = facts.nowMs + facts.settings.queue.ringSeconds * 1_000 + PATIENCE.ringGraceMs;
  // An engine that offers has accepted, whether or not it said so.
  const known = { ...facts, offers, queuedAtMs: facts.queuedAtMs ?? facts.nowMs };
  return [
    { at: 'offered', facts: known, offer, untilMs },
    [tell({ kind: 'offered', offerId: offer.id, operator: offer.operator, ...idOf(event) })],
  ];
}

function idOf({ operatorId }: { operatorId?: number }): { operatorId?: number } {
  return operatorId === undefined ? {} : { operatorId };
}

function offerOver(state: Offered, cause: OfferEndCause): Step {
  const onlyDeclined = state.facts.onlyDeclined && cause === 'rejected';
  return first([offerEnded(state.offer, cause)], backToWaiting({ ...state.facts, onlyDeclined }));
}

/** What came next shows that the offer is over, though the engine never said so. */
function overtaken({ offer }: Offered, step: Step): Step {
  return first([offerEnded(offer, 'unknown')], step);
}
