import type { ClockTimer } from '../../clock/clock';
import { LIMITS } from '../limits';
import type { Session } from './session';

/** setTimeout and setInterval of one session (rows 22 and 23). */
export class ScenarioTimers {
  private readonly timers = new Map<number, ClockTimer>();
  private lastId = 0;

  constructor(private readonly session: Session) {}

  get size(): number {
    return this.timers.size;
  }

  once(callback: unknown, delay: unknown, args: readonly unknown[]): number {
    const id = this.newId();
    if (this.isLate()) return id;
    const fire = () => {
      this.timers.delete(id);
      this.session.runCallback('setTimeout', callback, args);
    };
    this.timers.set(id, this.session.core.clock.after(milliseconds(delay), fire));
    return id;
  }

  every(callback: unknown, delay: unknown, args: readonly unknown[]): number {
    const id = this.newId();
    if (this.isLate()) return id;
    const everyMs = Math.max(LIMITS.intervalFloorMs, milliseconds(delay));
    const fire = () => {
      this.timers.set(id, this.session.core.clock.after(everyMs, fire));
      this.session.runCallback('setInterval', callback, args);
    };
    this.timers.set(id, this.session.core.clock.after(everyMs, fire));
    return id;
  }

  clear(id: unknown): void {
    if (typeof id !== 'number') return;
    this.timers.get(id)?.cancel();
    this.timers.delete(id);
  }

  clearAll(): void {
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
  }

  /** After terminate() no timer fires any more (row 14). */
  private isLate(): boolean {
    if (this.session.isOver) this.session.lateCall('setTimeout');
    return this.session.isOver;
  }

  private newId(): number {
    if (this.timers.size >= LIMITS.timers) {
      const what = `Exceeded the limit of ${LIMITS.timers} active timers`;
      this.session.violation(what);
      throw this.session.error(what);
    }
    return ++this.lastId;
  }
}

function milliseconds(delay: unknown): number {
  const number = Number(delay);
  return number > 0 ? number : 0;
}
