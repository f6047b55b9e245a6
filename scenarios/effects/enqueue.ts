import { LEG_HEADERS } from '../../contracts/desk-commands';
import { personalQueue, type QueueEvent } from '../../contracts/queue-port';
import type { Wanted } from '../call/effect';
import { ENGINES } from '../queue/engines';
import { attempt } from './guard';
import type { Hands } from './hands';
import type { Legs } from './legs';

/** Puts the caller into a queue of the engine that the settings name. */
export function enqueue(hands: Hands, { queueName, priority, skills, firstOperator }: Wanted): void {
  const { wiring, legs, post } = hands;
  const { settings, arrival, caller, guard, log } = wiring;
  const { callId } = arrival;
  const order = {
    caller,
    callId,
    callerId: callerId(hands),
    queueName,
    priority,
    skills,
    first: firstOperator && {
      operatorId: firstOperator.lastOperatorId,
      queueName: firstOperator.lastOperator && personalQueue(settings.queue.name, firstOperator.lastOperator),
      seconds: settings.lastOperatorFirst?.seconds ?? 0,
    },
    ringSeconds: settings.queue.ringSeconds,
    headers: legHeaders(hands),
  };
  const emit = (event: QueueEvent<Call>) => post({ kind: 'queue', event: withNumber(event, legs) });
  const quietly = (what: string, fn: () => void) => void attempt(log, what, fn);
  const accepted = attempt(log, 'enqueueing', () => {
    hands.request = ENGINES[settings.queue.engine](order, { emit, guard, attempt: quietly });
  });
  if (!accepted) emit({ kind: 'unserved', cause: 'queue-error' });
}

/** What every operator's leg carries. */
export function legHeaders({ wiring: { arrival, settings } }: Hands): Record<string, string> {
  return { [LEG_HEADERS.call]: arrival.callId, [LEG_HEADERS.franchise]: settings.franchise };
}

/** What an operator's leg shows as its caller id. */
export function callerId({ wiring: { arrival } }: Hands): string {
  return arrival.from ?? (arrival.fromRaw || 'anonymous');
}

export function leaveQueue(hands: Hands): void {
  const { request } = hands;
  hands.request = null;
  if (request) attempt(hands.wiring.log, 'leaving the queue', () => request.leave());
}

function withNumber(event: QueueEvent<Call>, legs: Legs): QueueEvent<number> {
  switch (event.kind) {
    case 'reached':
      return { ...event, leg: legs.numberOf(event.leg) };
    case 'offered': {
      const { leg, ...offered } = event;
      return leg === undefined ? offered : { ...offered, leg: legs.numberOf(leg) };
    }
    default:
      return event;
  }
}
