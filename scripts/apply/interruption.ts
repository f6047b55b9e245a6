import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../user-error';

/** Waits so many milliseconds; a Ctrl-C ends it at once. */
export function interruptibleSleep(interrupted: AbortSignal): (ms: number) => Promise<void> {
  return async (ms) => {
    await pause(ms, undefined, { signal: interrupted }).catch(() => undefined);
    if (interrupted.aborted) throw new UserError('Interrupted while waiting for the calls to end. What was done stays.');
  };
}
