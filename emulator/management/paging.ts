import type { Answer } from './method';
import { invalidParameter } from './api-error';

export interface Page {
  count?: number;
  offset?: number;
}
export interface PageLimits {
  /** Where `count` is left out. */
  usual?: number;
  /** A larger `count` gives this many. */
  most?: number;
}

/** One page of `rows` in the API's envelope: 20 from the first by default, `total_count` always. */
export function page<Row>(rows: readonly Row[], wanted: Page, limits: PageLimits = {}): Answer & { result: Row[] } {
  const offset = wanted.offset ?? 0;
  const count = Math.min(wanted.count ?? limits.usual ?? 20, limits.most ?? 1000);
  if (offset < 0 || !Number.isInteger(offset)) throw invalidParameter('offset');
  if (count < 0 || !Number.isInteger(count)) throw invalidParameter('count');
  const result = rows.slice(offset, offset + count);
  return { result, count: result.length, total_count: rows.length };
}
