import type { Clock, Stopwatch } from '../clock';
import { DirectoryDown, DirectoryRefused } from './port';

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 10_000;

export interface Breaker {
  /** Runs `call`, or throws `DirectoryDown` at once while the other side is known to be down. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/**
 * Five failures in a row and nobody waits for a dead server any more: for ten seconds calls fail at once,
 * then one is let through to try.
 */
export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let failedAgo: Stopwatch = clock.stopwatch();
  let trying = false;
  return {
    async run(call) {
      const isOpen = failures >= FAILURES_TO_OPEN;
      const waitMs = OPEN_MS - failedAgo();
      if (isOpen && (waitMs > 0 || trying)) throw new DirectoryDown('The ERP failed lately and is left alone.', Math.max(waitMs, 1_000));
      trying = isOpen;
      try {
        const result = await call();
        failures = 0;
        return result;
      } catch (error) {
        // A server that says no is none that people wait for.
        if (error instanceof DirectoryRefused) failures = 0;
        else if (error instanceof DirectoryDown) {
          failures++;
          failedAgo = clock.stopwatch();
        }
        throw error;
      } finally {
        trying = false;
      }
    },
  };
}
