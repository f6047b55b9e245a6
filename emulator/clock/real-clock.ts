import type { Clock, ClockTimer } from './clock';
import { TimerQueue } from './timer-queue';

/** setTimeout takes no more than this. */
const LONGEST_WAIT_MS = 2_147_483_647;

/**
 * The wall clock, paced: timers run in the order of their due times, and while one runs `now()`
 * is its due time; where it is behind, what comes from outside comes just before the next one. So
 * time never runs back, and the order of events, and their times, are those of the virtual clock,
 * as long as nothing from outside comes in between.
 */
export class RealClock implements Clock {
  private readonly queue = new TimerQueue();
  private readonly startMs: number;
  private readonly startTicks = performance.now();
  private firingMs: number | null = null;
  private wake: NodeJS.Timeout | null = null;
  private wakeMs = Infinity;
  private closed = false;

  constructor(options: { startMs?: number } = {}) {
    this.startMs = options.startMs ?? Date.now();
  }

  now(): number {
    return this.firingMs ?? Math.min(this.wallMs(), this.queue.nextDueMs() ?? Infinity);
  }

  after(delayMs: number, fn: () => void): ClockTimer {
    const now = this.now();
    const timer = this.queue.add(now, now + (delayMs > 0 ? delayMs : 0), fn);
    if (this.firingMs === null) this.arm();
    return timer;
  }

  /** Timers are due that have not run. */
  get isBehind(): boolean {
    const dueMs = this.queue.nextDueMs();
    return this.firingMs === null && dueMs !== undefined && dueMs <= this.wallMs();
  }

  hold(): () => void {
    return () => undefined;
  }

  /** Timers that will still fire. */
  get pending(): number {
    return this.queue.size;
  }

  /** No timer fires any more; the process may end. */
  close(): void {
    this.closed = true;
    if (this.wake) clearTimeout(this.wake);
    this.wake = null;
  }

  private wallMs(): number {
    return Math.floor(this.startMs + performance.now() - this.startTicks);
  }

  private arm(): void {
    const dueMs = this.queue.nextDueMs();
    if (dueMs === undefined || this.closed || dueMs >= this.wakeMs) return;
    if (this.wake) clearTimeout(this.wake);
    this.wakeMs = dueMs;
    const waitMs = Math.min(Math.max(0, dueMs - this.wallMs()), LONGEST_WAIT_MS);
    this.wake = setTimeout(() => this.fire(), waitMs);
  }

  /** One timer at a time, so that promises settle in between. */
  private fire(): void {
    this.wake = null;
    this.wakeMs = Infinity;
    const dueMs = this.queue.nextDueMs();
    if (dueMs !== undefined && dueMs <= this.wallMs()) this.run(dueMs);
    if (!this.closed) this.next();
  }

  private run(dueMs: number): void {
    const timer = this.queue.take();
    this.firingMs = dueMs;
    try {
      const fn = timer?.fn;
      if (timer) timer.fn = null;
      fn?.();
    } finally {
      this.firingMs = null;
    }
  }

  private next(): void {
    const dueMs = this.queue.nextDueMs();
    if (dueMs !== undefined && dueMs <= this.wallMs()) setImmediate(() => this.fire());
    else this.arm();
  }
}
