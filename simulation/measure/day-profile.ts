const DAY_MS = 24 * 3_600_000;
const BUCKET_MS = 300_000;
export const BUCKETS = DAY_MS / BUCKET_MS;

export interface LeftCall {
  acceptedMs: number;
  waitMs: number;
  answered: boolean;
  /** Answered within the target's seconds. */
  inTime: boolean;
}

export interface DayBucket {
  /** Minutes since midnight. */
  minute: number;
  calls: number;
  answered: number;
  inTime: number;
  waitSumMs: number;
  /** Callers waiting, on the mean over the bucket and over all days. */
  queueLength: number;
  /** How often the run came through this bucket; not whole where it began or ended in it. */
  days: number;
}

/** All days laid over each other by the local clock, in buckets of five minutes. */
export class DayProfile {
  private readonly calls = new Float64Array(BUCKETS);
  private readonly answered = new Float64Array(BUCKETS);
  private readonly inTime = new Float64Array(BUCKETS);
  private readonly waitSums = new Float64Array(BUCKETS);
  private readonly waitingMs = new Float64Array(BUCKETS);
  private readonly aheadMs: number;
  private endMs: number;

  constructor(private readonly startMs = 0, utcOffsetMinutes = 0) {
    this.aheadMs = utcOffsetMinutes * 60_000;
    this.endMs = startMs;
  }

  close(nowMs: number): void {
    this.endMs = nowMs;
  }

  left({ acceptedMs, waitMs, answered, inTime }: LeftCall): void {
    const bucket = bucketOf(acceptedMs + this.aheadMs);
    add(this.calls, bucket, 1);
    add(this.waitSums, bucket, waitMs);
    if (answered) add(this.answered, bucket, 1);
    if (inTime) add(this.inTime, bucket, 1);
    this.spread(acceptedMs + this.aheadMs, waitMs);
  }

  buckets(): DayBucket[] {
    return Array.from({ length: BUCKETS }, (_, bucket) => ({
      minute: (bucket * BUCKET_MS) / 60_000,
      calls: this.calls[bucket] ?? 0,
      answered: this.answered[bucket] ?? 0,
      inTime: this.inTime[bucket] ?? 0,
      waitSumMs: this.waitSums[bucket] ?? 0,
      queueLength: (this.waitingMs[bucket] ?? 0) / Math.max(1, this.passes(bucket) * BUCKET_MS),
      days: this.passes(bucket),
    }));
  }

  private passes(bucket: number): number {
    const until = (atMs: number) => {
      const inDayMs = (atMs % DAY_MS) - bucket * BUCKET_MS;
      return Math.floor(atMs / DAY_MS) + Math.min(1, Math.max(0, inDayMs / BUCKET_MS));
    };
    return until(this.endMs + this.aheadMs) - until(this.startMs + this.aheadMs);
  }

  /** One waiting caller over the buckets he waited in. */
  private spread(fromMs: number, lengthMs: number): void {
    let atMs = fromMs;
    const endMs = fromMs + lengthMs;
    while (atMs < endMs) {
      const bucketEndMs = (Math.floor(atMs / BUCKET_MS) + 1) * BUCKET_MS;
      const untilMs = Math.min(endMs, bucketEndMs);
      add(this.waitingMs, bucketOf(atMs), untilMs - atMs);
      atMs = untilMs;
    }
  }
}

function bucketOf(atMs: number): number {
  return Math.floor((atMs % DAY_MS) / BUCKET_MS);
}

function add(to: Float64Array, bucket: number, value: number): void {
  to[bucket] = (to[bucket] ?? 0) + value;
}
