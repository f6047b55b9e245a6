import { epochMs, wallMs, type WallMs } from '../../contracts/time';
import type { Clocks } from '../../operator/state';
import type { Schedule } from './schedule';

/** By how much a clock is set at each jump: a second to a day, back and forth. */
const JUMPS_MS = [-25_000, 3_600_000, -86_400_000, 86_400_000, -1_000, 61_000];

/** The clocks of one machine: what it measures with goes on, what it shows is set to something else now and then. */
export class MachineClock implements Clocks {
  private aheadMs = 0;
  private jumps = 0;

  /** `machine`: they do not all begin with the same jump. */
  constructor(private readonly schedule: Schedule, private readonly machine: number) {}

  nowMs(): number {
    return this.schedule.now() - this.schedule.beganMs;
  }

  wall(): WallMs {
    return wallMs(this.schedule.now() + this.aheadMs);
  }

  get wallEpochMs(): number {
    return epochMs(this.wall());
  }

  get canJump(): boolean {
    return this.jumps < JUMPS_MS.length;
  }

  jump(): void {
    this.aheadMs += JUMPS_MS[(this.machine + this.jumps) % JUMPS_MS.length] ?? 0;
    this.jumps += 1;
  }

  /** All that its future depends on. */
  snapshot(): unknown {
    return [this.aheadMs, this.jumps];
  }
}
