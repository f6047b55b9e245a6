import { TaskWaitingCode } from '../names';
import type { SqLine } from './rules';
import type { SqTask } from './task';

/** Position (1-based), expected wait in ms and its code (platform-facts 4.2). */
export function waitingPayload(task: SqTask, line: SqLine): Record<string, unknown> {
  const position = line.offered + line.waiting.indexOf(task) + 1;
  const serviceMs = line.meanServiceMs();
  if (serviceMs === null) {
    return { ewt: 0, position, code: TaskWaitingCode.CANNOT_BE_ESTIMATED, message: 'Waiting time cannot be estimated' };
  }
  const ewt = Math.round((position * serviceMs) / Math.max(1, line.counts.active));
  return { ewt, position, code: TaskWaitingCode.SUCCESS, message: 'Waiting' };
}
