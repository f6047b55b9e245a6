/**
 * Mean of a correlated series with its confidence interval, without keeping
 * the series. Waits of neighbouring calls resemble each other, so the plain
 * standard error would be far too small; means of long batches hardly do.
 * Source: Law, Simulation Modeling and Analysis, 5th edition, section 9.5.3.
 */
export class BatchMeans {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  private seen = 0;

  /** `expected`: how many values will come; the first `warmUpShare` of them are left out. */
  constructor(
    private readonly expected: number,
    private readonly warmUpShare = 0.02,
  ) {
    this.sums = new Float64Array(BATCHES);
    this.counts = new Float64Array(BATCHES);
  }

  /** Values in the order in which the calls arrived; `index` counts arrivals from 0. */
  add(value: number, index = this.seen): void {
    this.seen++;
    const warmUp = Math.floor(this.expected * this.warmUpShare);
    if (index < warmUp) return;
    const size = (this.expected - warmUp) / BATCHES;
    const batch = Math.min(BATCHES - 1, Math.floor((index - warmUp) / size));
    this.sums[batch] = (this.sums[batch] ?? 0) + value;
    this.counts[batch] = (this.counts[batch] ?? 0) + 1;
  }

  /** null where there are too few values for an interval. */
  result(): { mean: number; ci99: [number, number]; standardError: number } | null {
    const means: number[] = [];
    let sum = 0;
    let count = 0;
    for (let batch = 0; batch < BATCHES; batch++) {
      const inBatch = this.counts[batch] ?? 0;
      if (inBatch === 0) continue;
      sum += this.sums[batch] ?? 0;
      count += inBatch;
      means.push((this.sums[batch] ?? 0) / inBatch);
    }
    if (means.length < BATCHES) return null;
    const mean = sum / count;
    const variance = means.reduce((total, value) => total + (value - mean) ** 2, 0) / (BATCHES - 1);
    const standardError = Math.sqrt(variance / BATCHES);
    const half = T_995_29 * standardError;
    return { mean, ci99: [mean - half, mean + half], standardError };
  }
}

/** Thirty batches: enough for the t quantile, few enough to be long. */
const BATCHES = 30;
/** 99.5 % quantile of Student's t with 29 degrees of freedom. */
const T_995_29 = 2.756386;
