import type { ClockTimer } from '../../clock/clock';
import { LIMITS } from '../limits';
import type { Session } from './session';

/** Ends a session that has nothing left to live for (rows 9 to 11, 135). */
export class IdleWatch {
  private timer: ClockTimer | null = null;
  private readonly holds = { acd: 0, smartqueue: 0 };

  constructor(private readonly session: Session) {}

  /** A request lives; call the result when it is over. */
  hold(kind: 'acd' | 'smartqueue'): () => void {
    this.holds[kind]++;
    this.check();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds[kind]--;
      this.check();
    };
  }

  /** Something came or went: the wait starts anew where no leg is left. */
  check(): void {
    this.timer?.cancel();
    this.timer = null;
    if (this.session.isOver || this.session.legs.size > 0) return;
    this.timer = this.session.core.clock.after(this.patienceMs(), () => this.session.terminate('idle'));
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  private patienceMs(): number {
    if (this.holds.acd > 0) return LIMITS.idleWithAcdMs;
    if (this.holds.smartqueue > 0) return Number(this.session.core.switches.sqKeepsSession) * 1000;
    return LIMITS.idleMs;
  }
}
