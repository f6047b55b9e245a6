import type { Clock, ClockTimer } from './clock';
import { TimerQueue } from './timer-queue';

export interface VirtualClockOptions {
  /** Where time starts; the default is a fixed instant, so that runs agree. */
  startMs?: number;
  /**
   * `full`: after every timer all promises of this process settle, whoever waits for them.
   * `flagged`: only after `touch()` or a hold; for millions of calls without promises outside the cloud.
   */
  drain?: 'full' | 'flagged';
}

/** 2026-01-05, a Monday, 09:00 UTC. */
export const VIRTUAL_START_MS = Date.UTC(2026, 0, 5, 9);

/** Timers at one instant before it counts as a circle. */
const MOST_AT_ONCE = 100_000;

/** Time that moves only when it is told to. */
export class VirtualClock implements Clock {
  private readonly queue = new TimerQueue();
  private readonly drainsFully: boolean;
  private nowMs: number;
  private holds = 0;
  private released: (() => void) | null = null;
  private touched = false;
  /** Timers that have run at this instant. */
  private standing = 0;

  constructor(options: VirtualClockOptions = {}) {
    this.nowMs = options.startMs ?? VIRTUAL_START_MS;
    this.drainsFully = options.drain !== 'flagged';
  }

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, fn: () => void): ClockTimer {
    return this.queue.add(this.nowMs, this.nowMs + (delayMs > 0 ? delayMs : 0), fn);
  }

  hold(): () => void {
    this.holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.touched = true;
      if (this.holds === 0) this.released?.();
    };
  }

  /** Says that promises outside the cloud are about to settle; see `drain: 'flagged'`. */
  touch(): void {
    this.touched = true;
  }

  /** Timers that will still fire. */
  get pending(): number {
    return this.queue.size;
  }

  /** The timers that will still fire, in that order. */
  inOrder(): readonly (ClockTimer & { readonly dueMs: number })[] {
    return this.queue.inOrder();
  }

  /** When the next timer is due. */
  get nextDueMs(): number | undefined {
    return this.queue.nextDueMs();
  }

  /** Moves to a time before which no timer is due. */
  advanceTo(atMs: number): void {
    const dueMs = this.queue.nextDueMs();
    if (atMs < this.nowMs || (dueMs !== undefined && dueMs < atMs)) {
      throw new Error(`Cannot advance to ${atMs}: it is ${this.nowMs} and a timer is due at ${dueMs}`);
    }
    this.nowMs = atMs;
  }

  /** Runs until no timer is left; `limitMs` of virtual time guards against an endless interval. */
  async runUntilIdle(limitMs = 24 * 3_600_000): Promise<void> {
    const endMs = this.nowMs + limitMs;
    for (;;) {
      await this.settle();
      const dueMs = this.queue.nextDueMs();
      if (dueMs === undefined) return;
      if (dueMs > endMs) throw new Error(`Still ${this.queue.size} timers after ${limitMs} ms of virtual time`);
      this.step();
    }
  }

  /** Runs all that is due within `forMs`, then stands `forMs` later. */
  async runFor(forMs: number): Promise<void> {
    const endMs = this.nowMs + forMs;
    for (;;) {
      await this.settle();
      const dueMs = this.queue.nextDueMs();
      if (dueMs === undefined || dueMs > endMs) break;
      this.step();
    }
    this.nowMs = Math.max(this.nowMs, endMs);
  }

  /** Runs until the predicate holds: true; false when `limitMs` has passed or nothing is left to run. */
  async runUntil(predicate: () => boolean, limitMs: number): Promise<boolean> {
    const endMs = this.nowMs + limitMs;
    for (;;) {
      await this.settle();
      if (predicate()) return true;
      const dueMs = this.queue.nextDueMs();
      if (dueMs === undefined || dueMs > endMs) return false;
      this.step();
    }
  }

  /**
   * Runs the next timer without waiting for any promise; false when none is left. For whoever
   * drives millions of events and has no promises outside the cloud.
   */
  step(): boolean {
    const timer = this.queue.take();
    if (!timer) return false;
    if (timer.dueMs > this.nowMs) {
      this.nowMs = timer.dueMs;
      this.standing = 0;
    } else if (++this.standing > MOST_AT_ONCE) {
      throw new Error(`Time stands still: more than ${MOST_AT_ONCE} timers ran at one instant; something goes round in a circle`);
    }
    const fn = timer.fn;
    timer.fn = null;
    fn?.();
    return true;
  }

  /** Lets promises settle, and waits for what holds time. */
  private async settle(): Promise<void> {
    if (!this.drainsFully && !this.touched && this.holds === 0) return;
    this.touched = false;
    await macrotask();
    while (this.holds > 0) {
      await new Promise<void>((resolve) => (this.released = resolve));
      this.released = null;
      await macrotask();
    }
  }
}

/** After a turn of the event loop every promise that could settle has settled. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
