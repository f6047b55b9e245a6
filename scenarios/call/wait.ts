import type { QueueEvent } from '../../contracts/queue-port';
import { giveUp } from './end';
import type { CallEffect, Step } from './effect';
import type { CallInput } from './input';
import { PATIENCE } from './patience';
import { priorityOf } from './priority';
import type { CallFacts, Offer, Offered, Queueing, Waiting } from './state';
import { reach } from './talk';

/** Puts the caller into the queue, at first or again after an operator was lost; `sound` is what he hears. */
export function enqueue(facts: CallFacts, sound: CallEffect = { do: 'music' }): Step {
  const giveUpAtMs = facts.giveUpAtMs ?? facts.nowMs + facts.settings.maxWaitMs;
  const priority = priorityOf(facts.standing, facts.settings.queue);
  return [
    { at: 'queueing', facts: { ...facts, giveUpAtMs }, untilMs: facts.nowMs + PATIENCE.verdictMs },
    [sound, { do: 'enqueue', priority }],
  ];
}

export function queueing(state: Queueing, input: CallInput): Step | null {
  if (input.kind === 'tick' && state.facts.nowMs >= state.untilMs) return giveUp(state.facts, 'queue-error');
  if (input.kind === 'queue' && input.event.kind === 'queued') return accepted(state.facts);
  return inQueue(state, input);
}

export function waiting(state: Waiting, input: CallInput): Step | null {
  if (input.kind === 'tick' && state.facts.nowMs >= state.untilMs) return giveUp(state.facts, 'timeout');
  return inQueue(state, input);
}

export function offered(state: Offered, input: CallInput): Step | null {
  const { facts, offer } = state;
  switch (input.kind) {
    case 'alive':
      return input.leg === offer.leg ? [{ ...state, offer: { ...offer, alive: true } }, []] : null;
    case 'tick':
      // The platform's own ring limit is over; without a word from the engine.
      return facts.nowMs >= state.untilMs ? offerOver(state, 'unknown') : null;
    case 'queue':
      switch (input.event.kind) {
        case 'offerEnded':
          return input.event.operator === offer.operator ? offerOver(state, input.event.cause) : null;
        case 'offered':
          return offer.operator === input.event.operator ? [state, []] : replaced(state, input.event);
        case 'reached':
          return reachedBy(state, input.event);
        case 'unserved': {
          const [next, effects] = giveUp({ ...facts, onlyDeclined: false }, input.event.cause);
          return [next, [offerEnded(offer, 'unknown'), ...effects]];
        }
        default:
          return inQueue(state, input);
      }
    default:
      return inQueue(state, input);
  }
}

/** What is the same with and without an offer. */
function inQueue(state: Queueing | Waiting | Offered, input: CallInput): Step | null {
  const { facts } = state;
  if (input.kind === 'said') return [state, [{ do: 'music' }]];
  if (input.kind !== 'queue') return null;
  switch (input.event.kind) {
    case 'offered':
      return offer(facts, input.event);
    case 'reached':
      return reach(facts, null, input.event);
    case 'unserved':
      return giveUp(facts, input.event.cause);
    default:
      return [state, []];
  }
}

function accepted(facts: CallFacts): Step {
  const queuedAtMs = facts.queuedAtMs ?? facts.nowMs;
  const { queue } = facts.settings;
  const priority = priorityOf(facts.standing, queue);
  const [state] = backToWaiting({ ...facts, queuedAtMs });
  const event = { kind: 'queued' as const, engine: queue.engine, queue: queue.name, priority, round: facts.round };
  return [state, [{ do: 'tell', event }]];
}

/** Patience is looked at between offers only: nobody is cut off in mid-ring. */
function backToWaiting(facts: CallFacts): Step {
  const untilMs = facts.giveUpAtMs ?? facts.nowMs;
  if (facts.nowMs >= untilMs) return giveUp(facts, 'timeout');
  return [{ at: 'waiting', facts, untilMs }, []];
}

function offer(facts: CallFacts, event: Extract<QueueEvent<number>, { kind: 'offered' }>): Step {
  const offers = facts.offers + 1;
  const made: Offer = {
    id: `${facts.callId}-${offers}`,
    operator: event.operator,
    leg: event.leg ?? null,
    alive: false,
  };
  const ringMs = facts.settings.queue.ringSeconds * 1_000;
  return [
    {
      at: 'offered',
      // An engine that offers has accepted, whether or not it said so.
      facts: { ...facts, offers, queuedAtMs: facts.queuedAtMs ?? facts.nowMs },
      offer: made,
      untilMs: facts.nowMs + ringMs + PATIENCE.ringGraceMs,
    },
    [{ do: 'tell', event: { kind: 'offered', offerId: made.id, operator: made.operator } }],
  ];
}

function offerOver(state: Offered, cause: 'rejected' | 'missed' | 'unreachable' | 'unknown'): Step {
  const onlyDeclined = state.facts.onlyDeclined && cause === 'rejected';
  const [next, effects] = backToWaiting({ ...state.facts, onlyDeclined });
  return [next, [offerEnded(state.offer, cause), ...effects]];
}

/** The one who answers may be another than the one who was shown ringing last (R9). */
function reachedBy(state: Offered, event: Extract<QueueEvent<number>, { kind: 'reached' }>): Step {
  const { facts, offer } = state;
  if (offer.operator === event.operator) return reach(facts, offer, event);
  const [next, effects] = reach(facts, null, event);
  return [next, [offerEnded(offer, 'unknown'), ...effects]];
}

/** An engine that forgot to end the offer before it made the next. */
function replaced(state: Offered, event: Extract<QueueEvent<number>, { kind: 'offered' }>): Step {
  const [next, effects] = offer({ ...state.facts, onlyDeclined: false }, event);
  return [next, [offerEnded(state.offer, 'unknown'), ...effects]];
}

export function offerEnded(
  { id, operator }: Offer,
  cause: 'rejected' | 'missed' | 'unreachable' | 'unknown' | 'cancelled' | 'dropped',
): CallEffect {
  return { do: 'tell', event: { kind: 'offerEnded', offerId: id, operator, cause } };
}
