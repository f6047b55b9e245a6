import type { OfferEndCause } from '../../contracts/terminal-reasons';
import type { Enqueue, QueueHooks, QueueOrder, QueueRequest } from './port';
import { createRinging } from './ringing';
import { userName, userOfLeg } from './user-name';

/** Minutes are the unit of ACD v1's expected wait. */
const MINUTE_MS = 60_000;

/**
 * ACD v1. It knows nothing of the caller's leg, so whoever left must be taken
 * out by `leave`; it goes on to the next operator by itself. Whoever is to be
 * looked for first is so in a queue of his own; then all are in the queue.
 */
export const enqueueAcd: Enqueue = (order, hooks) => {
  const { first } = order;
  const queueName = first?.queueName;
  if (!first || !queueName) return join(order, hooks);
  let place = null as Place | null;
  let isAlone = true;
  const goOn = () => {
    if (!isAlone) return;
    isAlone = false;
    place?.leave();
    place = join(order, hooks);
  };
  // Not signed in, taken out of the config, rejecting or late: the caller must not notice.
  hooks.attempt('looking for the last operator', () => {
    place = join({ ...order, queueName }, hooks, goOn);
  });
  if (!place) goOn();
  setTimeout(hooks.guard<void>('a timer', () => { if (place?.isIdle()) goOn(); }), first.seconds * 1_000);
  return {
    leave: () => {
      isAlone = false;
      place?.leave();
    },
    askPosition: () => {
      // The first of one is no place in the queue.
      if (!isAlone) place?.askPosition();
    },
  };
};

interface Place extends QueueRequest {
  /** Nobody rings, nobody was reached. */
  isIdle(): boolean;
}

/** One request. With `goOn` it is over at the first failure, and that is called instead of telling so. */
function join(order: QueueOrder, { emit, guard, attempt }: QueueHooks, goOn?: () => void): Place {
  const request = enqueue(order);
  // The list is looked up once: a name of a module costs more than a variable.
  const events = ACDEvents;
  const on = <Name extends keyof _ACDEvents>(name: Name, fn: (event: _ACDEvents[Name]) => void): void =>
    request.addEventListener(name, guard(name, fn));
  const ringing = createRinging(emit);
  let phase: 'open' | 'reached' | 'over' = 'open';
  let queued = false;
  let taken: Call | null = null;

  /** True while the request is wanted; one that outlived its cancel() is cancelled again. */
  const wanted = (): boolean => {
    if (phase === 'over') attempt('cancelling a request again', () => request.cancel());
    return phase === 'open';
  };
  const refuse = (cause: 'offline' | 'queue-full' | 'queue-error') => () => {
    if (phase !== 'open') return;
    phase = 'over';
    ringing.end('unknown');
    if (goOn) goOn();
    else emit({ kind: 'unserved', cause });
  };

  on(events.Queued, () => {
    if (!wanted()) return;
    queued = true;
    emit({ kind: 'queued' });
  });
  on(events.Waiting, ({ position, ewt }) => {
    if (phase === 'open') emit({ kind: 'waiting', position, ewtMs: ewt * MINUTE_MS });
  });
  on(events.OperatorCallAttempt, ({ operatorCall }) => {
    if (wanted()) ringing.begin(userOfLeg(operatorCall, null), { leg: operatorCall });
  });
  on(events.OperatorFailed, (event) => {
    if (!wanted() || userName(event.operatorUserName) !== ringing.operator()) return;
    ringing.end(causeOf(event.statusCode));
    goOn?.();
  });
  on(events.OperatorReached, ({ operatorCall }) => {
    if (operatorCall === taken) return;
    if (phase !== 'open') return attempt('hanging up a late operator', () => operatorCall.hangup());
    phase = 'reached';
    taken = operatorCall;
    emit({ kind: 'reached', operator: userOfLeg(operatorCall, ringing.operator()), leg: operatorCall });
  });
  on(events.Offline, refuse('offline'));
  on(events.QueueFull, refuse('queue-full'));
  on(events.Error, refuse('queue-error'));

  return {
    leave: () => {
      // Once an operator is reached the request is served and only his leg is left.
      if (phase === 'open') request.cancel();
      phase = 'over';
    },
    askPosition: () => {
      if (queued && phase === 'open') request.getStatus();
    },
    isIdle: () => phase === 'open' && ringing.operator() === null,
  };
}

function enqueue({ queueName, callerId, priority, headers, ringSeconds, callId }: QueueOrder): ACDRequest {
  return VoxEngine.enqueueACDRequest(queueName, callerId, {
    priority,
    headers: { ...headers, 'VI-CallTimeout': String(ringSeconds) },
    video: false,
    customData: callId,
  });
}

/** The codes that the platform's documents name; anything else stays unknown. */
function causeOf(statusCode: number): OfferEndCause {
  switch (statusCode) {
    case 486:
    case 603:
      return 'rejected';
    case 408:
      return 'missed';
    case 480:
      return 'unreachable';
    default:
      return 'unknown';
  }
}
