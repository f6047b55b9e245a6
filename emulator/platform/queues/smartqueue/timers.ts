import type { Clock } from '../../../clock/clock';
import type { Random } from '../../../clock/random';
import type { SqLine } from './rules';
import type { SqTask } from './task';

/** «Every 10 or 15 seconds» (typings, SmartQueueEvents.Waiting). */
const WAITING_MS = { least: 10_000, spread: 5_000 };

export interface TaskTimers {
  clock: Clock;
  random: Random;
  announce(): void;
  /** The queue's longest wait is over. */
  tooLong(): void;
  /** The named agent was looked for long enough. */
  searchOver(): void;
}

/** What an accepted task waits for besides an agent; `task.release()` cancels all of it. */
export function startTimers(task: SqTask, line: SqLine, timers: TaskTimers): void {
  const { maxWaitingSeconds } = line.row;
  announceLater(task, timers);
  if (maxWaitingSeconds !== null) task.limitTimer = timers.clock.after(maxWaitingSeconds * 1000, () => timers.tooLong());
  // Set after the distribution of this arrival: an agent who is ready now is found by a search of 0 s.
  if (task.named) task.searchTimer = timers.clock.after(task.named.searchMs, () => timers.searchOver());
}

/** Only while it waits; an agent's ringing does not stop the count. */
function announceLater(task: SqTask, timers: TaskTimers): void {
  const delayMs = WAITING_MS.least + timers.random.next() * WAITING_MS.spread;
  task.waitingTimer = timers.clock.after(delayMs, () => {
    if (task.state === 'waiting') timers.announce();
    announceLater(task, timers);
  });
}
