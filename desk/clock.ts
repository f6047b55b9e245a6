import { laterBy, wallMs, type WallMs } from '../contracts/time';

/** Time as the desk sees it; passed in. */
export interface Clock {
  /**
   * Milliseconds since about the epoch, the same for all desks on one database, whatever the clocks of their machines
   * show. What is stored and lasts (leases, sessions, retries) is measured by it.
   */
  readonly now: () => number;
  /** The time of day: for people, and for what leaves the machine. */
  readonly wall: () => WallMs;
  /** For what lasts within this process: tells how long ago it was made, by a clock that nobody sets. */
  readonly stopwatch: () => Stopwatch;
  /** Runs `fn` once, `delayMs` from now. */
  readonly after: (delayMs: number, fn: () => void) => { cancel(): void };
}
export type Stopwatch = () => number;

/**
 * For a database of this process alone: time goes on from what the machine's clock showed when the process began,
 * whatever that is set to later. Its timers do not keep the process alive.
 */
export const machineClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wall: () => wallMs(Date.now()),
  stopwatch() {
    const startedMs = performance.now();
    return () => performance.now() - startedMs;
  },
  after(delayMs, fn) {
    const timer = setTimeout(fn, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/** What the clock on the wall shows at a moment of `clock.now`. */
export function wallAt(clock: Pick<Clock, 'now' | 'wall'>, atMs: number): WallMs {
  return laterBy(clock.wall(), atMs - clock.now());
}
