import type { MemoryNow } from './child-desk';
import { rounded, type BenchRow } from './rows';

/** `atS`: seconds since the load began. */
export interface MemorySample extends MemoryNow { atS: number }

/** Caches fill in the first third; flat is what does not grow after it. */
export function memoryRows(of: string, samples: readonly MemorySample[]): BenchRow[] {
  const endS = samples.at(-1)?.atS ?? 0;
  const warm = samples.filter(({ atS }) => atS >= endS / 3);
  const heapMb = (part: readonly MemorySample[]): number => mean(part.map((sample) => sample.heapMb));
  const row = (name: string, value: number, rest: Pick<BenchRow, 'unit' | 'limit'>): BenchRow => ({ name, value: rounded(value), peer: null, ...rest });
  return [
    row(`heap of ${of}, second third`, heapMb(warm.filter(({ atS }) => atS < (endS * 2) / 3)), { unit: 'MB', limit: null }),
    row(`heap of ${of}, last third`, heapMb(warm.filter(({ atS }) => atS >= (endS * 2) / 3)), { unit: 'MB', limit: null }),
    row(`heap of ${of}, growth after the first third`, slope(warm) * 60, { unit: 'MB/min', limit: 1 }),
    row(`resident memory of ${of}, highest`, Math.max(...samples.map(({ residentMb }) => residentMb)), { unit: 'MB', limit: null }),
    row(`processor time of ${of}`, (samples.at(-1)?.cpuSeconds ?? 0) / Math.max(1, endS), { unit: 'cores', limit: null }),
  ];
}

/** Least squares: megabytes a second. */
function slope(samples: readonly MemorySample[]): number {
  const [atS, heapMb] = [mean(samples.map((sample) => sample.atS)), mean(samples.map((sample) => sample.heapMb))];
  const spread = samples.reduce((sum, sample) => sum + (sample.atS - atS) ** 2, 0);
  return spread === 0 ? 0 : samples.reduce((sum, sample) => sum + (sample.atS - atS) * (sample.heapMb - heapMb), 0) / spread;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
