import { LEG_MESSAGES } from '../../contracts/desk-commands';
import type { QueueEngineName } from '../../contracts/call-events';
import type { Clock, ClockTimer } from '../../emulator/clock/clock';
import type { Device, RingingLine } from '../../emulator/platform/lines';
import type { Draw } from '../behaviour/distribution';

/** Half a minute of silence is what the scenario allows; a page sends more often, which changes no figure. */
const ALIVE_EVERY_MS = 29_000;
/** As the page: held out of a call it rejected, and away after a miss. */
const HOLD_OUT_MS = 30_000;

export interface OperatorHabits {
  engine: QueueEngineName;
  clock: Clock;
  talk: Draw;
  wrapUp: Draw;
  answerDelayMs: number;
  /** What he does with an offer. */
  reaction(): 'answer' | 'reject' | 'silent';
}

/** An operator with an open page: answers, talks, says goodbye, wraps up. */
export class SimulatedOperator {
  /** Rung, talking or in wrap-up, in all. */
  busyMs = 0;
  private busySinceMs: number | null = null;
  private onShift = false;
  /** On shift, or still busy after it, in all; counted up to `countedMs`. */
  private thereMs = 0;
  private countedMs = 0;
  private alive: ClockTimer | null = null;

  constructor(private readonly device: Device, private readonly habits: OperatorHabits) {
    device.listen({ ring: (line) => this.ring(line) });
  }

  /** «Включить прием звонков», and off again; a call under way is finished first. */
  work(onShift: boolean): void {
    this.count();
    this.onShift = onShift;
    if (this.busySinceMs === null) this.device.setStatus(onShift ? 'READY' : 'ONLINE');
  }

  /** The busy time up to now. */
  busyUntil(nowMs: number): number {
    return this.busyMs + (this.busySinceMs === null ? 0 : nowMs - this.busySinceMs);
  }

  /** The time up to now in which he was there. */
  thereUntil(nowMs: number): number {
    return this.thereMs + (this.isThere ? nowMs - this.countedMs : 0);
  }

  private get isThere(): boolean {
    return this.onShift || this.busySinceMs !== null;
  }

  private count(): void {
    const nowMs = this.habits.clock.now();
    if (this.isThere) this.thereMs += nowMs - this.countedMs;
    this.countedMs = nowMs;
  }

  private ring(line: RingingLine): void {
    const { clock, answerDelayMs } = this.habits;
    this.count();
    this.busySinceMs = clock.now();
    let talked = false;
    line.listen({
      connected: () => {
        talked = true;
        this.talk(line);
      },
      ended: () => this.over(talked),
    });
    const reaction = this.habits.reaction();
    if (reaction === 'reject') line.reject();
    else if (reaction === 'answer' && answerDelayMs === 0) line.answer();
    else if (reaction === 'answer') clock.after(answerDelayMs, () => line.answer());
  }

  private talk(line: RingingLine): void {
    if (this.habits.engine === 'acd') this.device.setStatus('IN_SERVICE');
    this.sayAlive(line);
    this.habits.clock.after(this.habits.talk(), () => {
      line.sendMessage(LEG_MESSAGES.bye);
      line.hangup();
    });
  }

  private sayAlive(line: RingingLine): void {
    line.sendMessage(LEG_MESSAGES.alive);
    this.alive = this.habits.clock.after(ALIVE_EVERY_MS, () => this.sayAlive(line));
  }

  private over(talked: boolean): void {
    this.alive?.cancel();
    const { clock, engine } = this.habits;
    if (!talked) return this.pause();
    if (engine === 'acd') this.device.setStatus('AFTER_SERVICE');
    clock.after(this.habits.wrapUp(), () => this.free());
  }

  /** Rejected, missed, or the caller was faster; a ban is lifted as the page lifts it. */
  private pause(): void {
    this.stopBusy();
    this.habits.clock.after(0, () => {
      if (this.device.getStatus() !== 'BANNED') {
        if (!this.onShift && this.busySinceMs === null) this.device.setStatus('ONLINE');
        return;
      }
      this.habits.clock.after(HOLD_OUT_MS, () => {
        this.device.setStatus('ONLINE');
        this.free();
      });
    });
  }

  private free(): void {
    this.stopBusy();
    this.device.setStatus(this.onShift ? 'READY' : 'ONLINE');
  }

  private stopBusy(): void {
    if (this.busySinceMs === null) return;
    this.count();
    this.busyMs += this.habits.clock.now() - this.busySinceMs;
    this.busySinceMs = null;
  }
}
