import type { ClockTimer } from '../../clock/clock';
import { LIMITS } from '../limits';
import type { Session } from './session';

interface ScenarioTimer {
  readonly id: number;
  timer: ClockTimer;
}

/** setTimeout and setInterval of one session (rows 22 and 23). A scenario has a few, so a list is quicker than a map. */
export class ScenarioTimers {
  private readonly timers: ScenarioTimer[] = [];
  private lastId = 0;

  constructor(private readonly session: Session) {}

  get size(): number {
    return this.timers.length;
  }

  once(callback: unknown, delay: unknown, args: readonly unknown[]): number {
    const id = this.newId();
    if (this.isLate()) return id;
    const fire = () => {
      this.takeOut(id);
      this.session.runCallback('setTimeout', callback, args);
    };
    this.timers.push({ id, timer: this.session.core.clock.after(milliseconds(delay), fire) });
    return id;
  }

  every(callback: unknown, delay: unknown, args: readonly unknown[]): number {
    const id = this.newId();
    if (this.isLate()) return id;
    const everyMs = Math.max(LIMITS.intervalFloorMs, milliseconds(delay));
    const fire = () => {
      entry.timer = this.session.core.clock.after(everyMs, fire);
      this.session.runCallback('setInterval', callback, args);
    };
    const entry: ScenarioTimer = { id, timer: this.session.core.clock.after(everyMs, fire) };
    this.timers.push(entry);
    return id;
  }

  clear(id: unknown): void {
    if (typeof id === 'number') this.takeOut(id)?.timer.cancel();
  }

  clearAll(): void {
    for (let last = this.timers.pop(); last; last = this.timers.pop()) last.timer.cancel();
  }

  private takeOut(id: number): ScenarioTimer | undefined {
    const { timers } = this;
    for (let at = timers.length - 1; at >= 0; at--) {
      const found = timers[at] as ScenarioTimer;
      if (found.id !== id) continue;
      // Their order says nothing, so the last one takes the place.
      timers[at] = timers[timers.length - 1] as ScenarioTimer;
      timers.pop();
      return found;
    }
    return undefined;
  }

  /** After terminate() no timer fires any more (row 14). */
  private isLate(): boolean {
    if (this.session.isOver) this.session.lateCall('setTimeout');
    return this.session.isOver;
  }

  private newId(): number {
    if (this.timers.length >= LIMITS.timers) {
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
