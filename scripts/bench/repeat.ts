import type { BenchRow } from './row';

/** Median of what was measured several times, with least and largest. */
export function summarised(values: readonly number[]): { value: number; spread: readonly [number, number] } {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN;
  return { value: rounded((middle + upper) / 2), spread: [rounded(sorted[0] ?? NaN), rounded(sorted.at(-1) ?? NaN)] };
}

/** The row of a value that was measured several times. */
export function repeatedRow(row: Pick<BenchRow, 'name' | 'unit'> & Partial<BenchRow>, values: readonly number[]): BenchRow {
  const { name, unit, peer = null, limit = null } = row;
  const { value, spread } = summarised(values);
  return { name, value, unit, peer, limit, spread };
}

/** Four significant digits: more says nothing. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
