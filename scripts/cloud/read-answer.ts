import { ManagementError } from '../../contracts/management';
import { spelt } from '../plain-text';

export type Row = Readonly<Record<string, unknown>>;

/** Reads fields of an answer's row and says which one is missing or wrong. */
export function number(row: Row, name: string): number {
  const value = Number(row[name]);
  if (row[name] === undefined || row[name] === null || !Number.isFinite(value)) throw wrong(row, name, 'a number');
  return value;
}

export function numberOr<Other>(row: Row, name: string, other: Other): number | Other {
  return row[name] === undefined || row[name] === null ? other : number(row, name);
}

export function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw wrong(row, name, 'a text');
  return value;
}

/** A name or another word that is shown: what it is known by from here on can be printed anywhere. */
export function label(row: Row, name: string): string {
  return spelt(text(row, name));
}

export function labelOr<Other>(row: Row, name: string, other: Other): string | Other {
  const value = textOr(row, name, other);
  return typeof value === 'string' ? spelt(value) : value;
}

export function textOr<Other>(row: Row, name: string, other: Other): string | Other {
  return row[name] === undefined || row[name] === null ? other : text(row, name);
}

export function flagOr<Other>(row: Row, name: string, other: Other): boolean | Other {
  const value = row[name];
  return value === undefined || value === null ? other : value === true || value === 'true' || value === 1;
}

/** A nested list; some answers carry it as JSON text. Missing: empty. */
export function rows(row: Row, name: string): Row[] {
  const value = row[name];
  const list: unknown = typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value;
  return Array.isArray(list) ? (list as Row[]) : [];
}

function wrong(row: Row, name: string, expected: string): ManagementError {
  return new ManagementError({
    kind: 'shape', code: 0, method: 'reading an answer', object: `field ${name}`,
    msg: `expected ${expected}, got ${JSON.stringify(row[name]) ?? 'nothing'}`,
  });
}
