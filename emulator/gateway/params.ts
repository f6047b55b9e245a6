import type { Headers } from '../platform/lines';
import { isRecord } from './wire/frames';

/** Parameters of a message by position; what is missing reads as empty. */
export interface Params {
  text(index: number): string;
  number(index: number): number;
  flag(index: number): boolean;
  record(index: number): Record<string, unknown>;
  /** Only texts; the SDK may put null. */
  headers(index: number): Headers;
}

export function readParams(params: readonly unknown[]): Params {
  const record = (index: number) => {
    const value = params[index];
    return isRecord(value) ? value : {};
  };
  return {
    text: (index) => (typeof params[index] === 'string' ? params[index] : ''),
    number: (index) => (typeof params[index] === 'number' ? params[index] : Number.NaN),
    flag: (index) => params[index] === true,
    record,
    headers: (index) => Object.fromEntries(
      Object.entries(record(index)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

export function textOf(record: Record<string, unknown>, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' ? value : undefined;
}
