import type { Clock } from '../../../desk/clock';

interface Timer { atMs: number; fn: () => void }

/** Time stands still until a test moves it. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

export const NOON = Date.UTC(2026, 2, 10, 9, 0, 0);

export function createManualClock(startMs = NOON): ManualClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  return {
    now: () => nowMs,
    after(delayMs, fn) {
      const timer = { atMs: nowMs + delayMs, fn };
      timers.add(timer);
      return { cancel: () => { timers.delete(timer); } };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((left, right) => left.atMs - right.atMs);
        if (!next) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.fn();
      }
      nowMs = untilMs;
    },
  };
}
