import { isBlank } from '../../contracts/text';
import { readField, SHORTEST_SEARCHED } from '../lookup/number';

/** Counts up with every change of how names or numbers are read: customers of before are then read anew. */
export const READING = 1;

/** A row of `customer_numbers`, but for whose it is. */
export interface NumberRow { number: string; label: string | null; e164: string | null; digits: string; tail: string }

export interface NumberRows {
  rows: NumberRow[];
  /** What nobody will be found by, as it was written. */
  unread: string[];
}

/** Every number that stands in the fields; what else stands there becomes its label. A field without a number is kept as it is. */
export function toNumberRows(fields: readonly { number: string; label?: string | null | undefined }[], region: string): NumberRows {
  const all: NumberRows = { rows: [], unread: [] };
  for (const { number: written, label = null } of fields) {
    if (isBlank(written)) continue;
    const { numbers, unread } = readField(written, region);
    all.unread.push(...unread);
    all.rows.push(...numbers.map(({ raw, e164, digits, tail, words }): NumberRow => ({
      number: numbers.length === 1 ? written : raw, label: label ?? (words === '' ? null : words), e164, digits, tail,
    })));
    if (numbers.length === 0) all.rows.push({ number: written, label, e164: null, digits: '', tail: '-'.repeat(SHORTEST_SEARCHED) });
  }
  return all;
}
