import type { Headers } from '../../lines';
import type { SessionSeam } from '../../seams';
import type { Switches } from '../../../switches';
import { forwardedHeaders, ringTimeoutMs } from '../ring-headers';

export interface AcdAsked {
  queueName: string;
  callerid: string;
  priority: number;
  headers: Headers;
  timeoutMs: number;
  customData: string;
}

/** The arguments of enqueueACDRequest(queueName, callerid, {priority, headers, video, customData}). */
export function parseAcdArguments(session: SessionSeam, args: readonly unknown[], switches: Switches): AcdAsked {
  const [queueName, callerid, given] = args;
  const parameters = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  if (typeof queueName !== 'string') {
    session.violation(`enqueueACDRequest needs the queue's name as a string, got ${typeof queueName}`);
  }
  return {
    queueName: String(queueName),
    callerid: typeof callerid === 'string' || typeof callerid === 'number' ? String(callerid) : '',
    priority: priorityOf(session, parameters['priority']),
    headers: forwardedHeaders(parameters['headers']),
    timeoutMs: ringTimeoutMs(parameters['headers'], switches.callTimeoutOutside),
    customData: typeof parameters['customData'] === 'string' ? parameters['customData'] : '',
  };
}

/** 1 … 100, 1 first; what is left out counts as 1, as field code passes it. */
function priorityOf(session: SessionSeam, given: unknown): number {
  if (given === undefined || given === null) return 1;
  const priority = Number(given);
  if (priority >= 1 && priority <= 100) return priority;
  session.violation(`enqueueACDRequest's priority is 1 to 100, got ${JSON.stringify(given)}`);
  return Number.isNaN(priority) ? 1 : Math.min(100, Math.max(1, priority));
}
