import type { CommandContext } from '../command';

/** One measured value beside what it is compared with. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What people would use instead, measured in the same run; null where there is nothing of the kind. */
  peer: { name: string; value: number } | null;
  /** What it must not be over, or, where the unit is a rate (`…/s`), under; null: none is set. */
  limit: number | null;
  /** The row that this one is a part of. */
  of?: string;
  /** The limit is a least although the unit is no rate. */
  atLeast?: boolean;
  /** Least and largest of the repetitions; left out where it was measured once or is counted. */
  spread?: readonly [least: number, largest: number];
}

/** What a bench may be told by flags; each has a size of its own where a flag is left out. */
export interface BenchFlags {
  /** The sizes that the limits are meant for, however long that takes. */
  full?: boolean;
  calls?: number;
  seeds?: number;
  seconds?: number;
  operators?: number;
  /** Calls a second. */
  rate?: number;
}

export type Bench = (context: CommandContext, flags: BenchFlags) => Promise<BenchRow[]>;

/** Units of what is counted: equal on every machine, so that a committed history can be held against it. */
const COUNTED = new Set(['requests', 'events', 'bytes', 'timers', 'histories', 'rows']);

export function isCounted({ unit }: BenchRow): boolean {
  return COUNTED.has(unit);
}

export function isRate(unit: string): boolean {
  return unit.endsWith('/s');
}

/** False where a limit is set and not kept. */
export function isWithinLimit({ value, unit, limit, atLeast = isRate(unit) }: BenchRow): boolean {
  if (limit === null) return true;
  return atLeast ? value >= limit : value <= limit;
}
