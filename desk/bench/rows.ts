/** As `npm run bench` prints them. `limit` is what we aim at; null: only for information. */
export interface BenchRow { name: string; value: number; unit: string; peer: null; limit: number | null }

/** The value below which `share` of the values lie; 0 … 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
