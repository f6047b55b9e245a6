import type { CallSettings } from '../../contracts/call-settings';
import type { CallStanding } from '../../contracts/queue-port';

/** 1 is the most urgent, as ACD v1 counts. */
const URGENT_IS_SMALL: Readonly<Record<CallStanding, number>> = { urgent: 1, returning: 25, ordinary: 50 };

/** The engine's own number, 1 … 100; SmartQueue's direction is a setting of the environment. */
export function priorityOf(standing: CallStanding, queue: CallSettings['queue']): number {
  const priority = URGENT_IS_SMALL[standing];
  if (queue.engine === 'acd' || queue.smartQueuePriority === 'smaller-first') return priority;
  // Mirrored about the engine's default of 50.
  return 100 - priority;
}
