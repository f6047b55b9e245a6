/**
 * Waits in buckets of a fixed width, so that memory does not grow with the
 * number of calls; beyond the last bucket the width doubles.
 */
export class WaitHistogram {
  private readonly counts = new Float64Array(FINE_BUCKETS + COARSE_BUCKETS);
  private total = 0;

  add(waitMs: number): void {
    const bucket = bucketOf(waitMs);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.total++;
  }

  /** The wait in milliseconds that `share` of the callers do not exceed; 0 without callers. */
  quantile(share: number): number {
    const wanted = share * this.total;
    let seen = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      const inBucket = this.counts[bucket] ?? 0;
      if (inBucket > 0 && seen + inBucket >= wanted) {
        const [low, high] = boundsOf(bucket);
        return low + ((wanted - seen) / inBucket) * (high - low);
      }
      seen += inBucket;
    }
    return 0;
  }

  /** Share of callers who waited at most `limitMs`; 1 without callers. */
  shareWithin(limitMs: number): number {
    if (this.total === 0) return 1;
    const last = bucketOf(limitMs);
    let seen = 0;
    for (let bucket = 0; bucket < last; bucket++) seen += this.counts[bucket] ?? 0;
    const [low, high] = boundsOf(last);
    return (seen + (this.counts[last] ?? 0) * ((limitMs - low) / (high - low))) / this.total;
  }

  get count(): number {
    return this.total;
  }
}

/** 100 ms up to 20 minutes. */
const FINE_MS = 100;
const FINE_BUCKETS = 12_000;
const COARSE_BUCKETS = 24;
const FINE_END_MS = FINE_MS * FINE_BUCKETS;

function bucketOf(waitMs: number): number {
  if (waitMs < FINE_END_MS) return Math.max(0, Math.floor(waitMs / FINE_MS));
  const coarse = Math.floor(Math.log2(waitMs / FINE_END_MS));
  return FINE_BUCKETS + Math.min(COARSE_BUCKETS - 1, coarse);
}

function boundsOf(bucket: number): [number, number] {
  if (bucket < FINE_BUCKETS) return [bucket * FINE_MS, (bucket + 1) * FINE_MS];
  const low = FINE_END_MS * 2 ** (bucket - FINE_BUCKETS);
  return [low, low * 2];
}
