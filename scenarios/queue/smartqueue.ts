import type { QueueEvent } from '../../contracts/queue-port';
import type { Enqueue, QueueOrder } from './port';
import { createRinging } from './ringing';
import { userName, userOfLeg } from './user-name';

/** TaskWaitingCode.SUCCESS: the expected wait means something. */
const ESTIMATED = 200;

/**
 * SmartQueue (ACD v2). It has no event for a decline or a miss: that an offer
 * is over shows only in the next offer or in the end of the task.
 */
export const enqueueSmart: Enqueue = (order, { emit, guard, attempt }) => {
  const task = VoxEngine.enqueueTask(taskOf(order));
  // As with ACD v1, looked up once.
  const events = SmartQueueEvents;
  const on = <Name extends keyof _SmartQueueEvents>(name: Name, fn: (event: _SmartQueueEvents[Name]) => void): void =>
    task.addEventListener(name, guard(name, fn));
  const ringing = createRinging(emit);
  let phase: 'open' | 'reached' | 'over' = 'open';
  /** The platform keeps the task; it must be ended by us. */
  let alive = true;
  let taken: Call | null = null;

  const refused = (status: number) => {
    alive = false;
    if (phase !== 'open') return;
    phase = 'over';
    ringing.end('unknown');
    emit({ kind: 'unserved', cause: causeOf(status) });
  };
  /** True while the task is wanted; one that outlived its end() is ended again. */
  const wanted = (): boolean => {
    if (phase === 'over' && alive) attempt('ending a task again', () => task.end('caller left'));
    return phase === 'open';
  };

  on(events.EnqueueSuccess, () => {
    if (wanted()) emit({ kind: 'queued' });
  });
  on(events.Waiting, ({ position, ewt, code }) => {
    if (wanted()) emit({ kind: 'waiting', position, ewtMs: Number(code) === ESTIMATED ? ewt : null });
  });
  on(events.TaskDistributed, ({ operatorName, operatorId }) => {
    if (wanted()) ringing.begin(userName(operatorName), { operatorId });
  });
  on(events.OperatorReached, ({ agentCall }) => {
    if (agentCall === taken) return;
    if (phase !== 'open') return attempt('hanging up a late operator', () => agentCall.hangup());
    phase = 'reached';
    taken = agentCall;
    emit({ kind: 'reached', operator: userOfLeg(agentCall, ringing.operator()), leg: agentCall });
  });
  on(events.ClientDisconnected, (event) => {
    phase = 'over';
    event.cancel();
  });
  on(events.TaskCanceled, ({ status }) => {
    refused(Number(status));
  });
  on(events.Error, ({ type }) => refused(Number(type)));

  return {
    leave: () => {
      if (phase !== 'over' && alive) task.end(phase === 'reached' ? 'served' : 'caller left');
      phase = 'over';
    },
    askPosition: () => undefined,
  };
};

function taskOf({ caller, callId, queueName, priority, ringSeconds, headers, skills, first }: QueueOrder): SmartQueueTaskParameters {
  // The vendor's type demands what the platform does not: a queue is named by its name alone (its id differs
  // between accounts), and scheme and bit rate have defaults.
  return {
    call: caller,
    queue: { name: queueName },
    timeout: ringSeconds,
    priority,
    skills: skills.map(({ name, levels }) => ({ name, level: [...levels] })),
    ...(first?.operatorId === undefined ? {} : { operatorSettings: { operatorId: first.operatorId, mode: SmartQueueOperatorSettingsMode.SMART, timeout: first.seconds } }),
    customData: callId,
    extraHeaders: headers,
    video: false,
  } as SmartQueueTaskParameters;
}

/** TerminationStatus by number: refusals come as TaskCanceled or as Error, with the same codes. */
function causeOf(status: number): Extract<QueueEvent, { kind: 'unserved' }>['cause'] {
  switch (status) {
    case 1001:
    case 1004:
      return 'timeout';
    case 1005:
      return 'queue-full';
    case 1003:
    case 1006:
      return 'offline';
    default:
      return 'queue-error';
  }
}
