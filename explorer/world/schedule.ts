import type { ClockTimer } from '../../emulator/clock/clock';
import type { VirtualClock } from '../../emulator/clock/virtual-clock';

/** The clock of pages, lines, desk and monitor: what is still to come bears a name, so that two states can be compared. */
export class Schedule {
  private readonly labels = new WeakMap<ClockTimer, unknown>();

  /** When there was no page yet. */
  readonly beganMs: number;

  constructor(private readonly clock: VirtualClock) {
    this.beganMs = clock.now();
  }

  now(): number {
    return this.clock.now();
  }

  /** `label`: plain data that says what `fn` will do. */
  after(delayMs: number, label: unknown, fn: () => void): ClockTimer {
    const timer = this.clock.after(delayMs, fn);
    this.labels.set(timer, label);
    return timer;
  }

  /** What is to come, in order; the cloud's own timers follow from what came into it and keep only their places. */
  pending(): unknown[] {
    return this.clock.inOrder().map((timer) => [timer.dueMs, this.labels.get(timer) ?? 0]);
  }
}
