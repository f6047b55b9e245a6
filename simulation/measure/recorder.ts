import type { LiveCall } from '../run/journal';
import type { SimulatedOperator } from '../run/operator';
import { BatchMeans } from './batch-means';
import { DayProfile } from './day-profile';
import { WaitHistogram } from './wait-histogram';

export interface RecorderOptions {
  /** How many calls will come. */
  expected: number;
  startMs: number;
  targetMs: number;
  utcOffsetMinutes?: number | undefined;
}

/** Everything a run leaves behind; its size does not grow with the number of calls. */
export class Recorder {
  calls = 0;
  answered = 0;
  abandoned = 0;
  readonly answeredWaits = new WaitHistogram();
  readonly abandonedWaits = new WaitHistogram();
  readonly waits = new WaitHistogram();
  readonly day: DayProfile;
  readonly batches: BatchMeans;
  /** By operator: busy, and there at all. */
  busyMs: number[] = [];
  thereMs: number[] = [];
  durationMs = 0;
  private waitSumMs = 0;
  private readonly startMs: number;
  private readonly targetMs: number;

  constructor({ expected, startMs, targetMs, utcOffsetMinutes = 0 }: RecorderOptions) {
    this.startMs = startMs;
    this.targetMs = targetMs;
    this.batches = new BatchMeans(expected);
    this.day = new DayProfile(startMs, utcOffsetMinutes);
  }

  over({ index, acceptedMs, waitMs, answered }: LiveCall, nowMs: number): void {
    const wait = waitMs ?? 0;
    this.calls += 1;
    this.waitSumMs += wait;
    this.batches.add(wait / 1000, index);
    this.waits.add(wait);
    if (answered) {
      this.answered += 1;
      this.answeredWaits.add(wait);
    } else {
      this.abandoned += 1;
      this.abandonedWaits.add(wait);
    }
    this.day.left({ acceptedMs: acceptedMs ?? nowMs, waitMs: wait, answered, inTime: answered && wait <= this.targetMs });
  }

  close({ nowMs, operators }: { nowMs: number; operators: readonly SimulatedOperator[] }): void {
    this.durationMs = nowMs - this.startMs;
    this.day.close(nowMs);
    this.busyMs = operators.map((operator) => operator.busyUntil(nowMs));
    this.thereMs = operators.map((operator) => operator.thereUntil(nowMs));
  }

  get meanWaitMs(): number {
    return this.calls === 0 ? 0 : this.waitSumMs / this.calls;
  }
}
