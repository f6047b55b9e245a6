import { wallMs } from '../../../contracts/time';
import type { Clock } from '../../../desk/clock';

interface Timer { atMs: number; fn: () => void }

/** Time stands still until a test moves it. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => void;
  /** Somebody sets the clock of this machine, so much ahead or back. */
  readonly setWall: (byMs: number) => void;
  /** The time that desks share goes another way than the stopwatches: a database's clock was set, or this machine slept. */
  readonly setShared: (byMs: number) => void;
}

export const NOON = Date.UTC(2026, 2, 10, 9, 0, 0);

export function createManualClock(startMs = NOON): ManualClock {
  let steadyMs = startMs;
  let wallAheadMs = 0;
  let sharedAheadMs = 0;
  const timers = new Set<Timer>();
  return {
    now: () => steadyMs + sharedAheadMs,
    wall: () => wallMs(steadyMs + wallAheadMs),
    stopwatch() {
      const startedMs = steadyMs;
      return () => steadyMs - startedMs;
    },
    setWall(byMs) { wallAheadMs += byMs; },
    setShared(byMs) { sharedAheadMs += byMs; },
    after(delayMs, fn) {
      const timer = { atMs: steadyMs + delayMs, fn };
      timers.add(timer);
      return { cancel: () => { timers.delete(timer); } };
    },
    advance(ms) {
      const untilMs = steadyMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((left, right) => left.atMs - right.atMs);
        if (!next) break;
        timers.delete(next);
        steadyMs = next.atMs;
        next.fn();
      }
      steadyMs = untilMs;
    },
  };
}
