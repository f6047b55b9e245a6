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
}

/** All days laid over each other, in buckets of five minutes. */
export class DayProfile {
  private readonly calls = new Float64Array(BUCKETS);
  private readonly answered = new Float64Array(BUCKETS);
  private readonly inTime = new Float64Array(BUCKETS);
  private readonly waitSums = new Float64Array(BUCKETS);
  private readonly waitingMs = new Float64Array(BUCKETS);
  private readonly days = new Set<number>();

  arrived(atMs: number): void {
    this.days.add(Math.floor(atMs / DAY_MS));
  }

  left({ acceptedMs, waitMs, answered, inTime }: LeftCall): void {
    const bucket = bucketOf(acceptedMs);
    add(this.calls, bucket, 1);
    add(this.waitSums, bucket, waitMs);
    if (answered) add(this.answered, bucket, 1);
    if (inTime) add(this.inTime, bucket, 1);
    this.spread(acceptedMs, waitMs);
  }

  buckets(): DayBucket[] {
    const days = Math.max(1, this.days.size);
    return Array.from({ length: BUCKETS }, (_, bucket) => ({
      minute: (bucket * BUCKET_MS) / 60_000,
      calls: this.calls[bucket] ?? 0,
      answered: this.answered[bucket] ?? 0,
      inTime: this.inTime[bucket] ?? 0,
      waitSumMs: this.waitSums[bucket] ?? 0,
      queueLength: (this.waitingMs[bucket] ?? 0) / (days * BUCKET_MS),
    }));
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
