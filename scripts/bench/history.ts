import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../user-error';
import { isCounted, type BenchRow } from './row';

/** The committed figures: one entry a bench and day, the newest last. */
export interface BenchHistory {
  entries: BenchEntryOfHistory[];
}

export interface BenchEntryOfHistory {
  bench: string;
  /** YYYY-MM-DD, UTC. */
  date: string;
  /** As `process.version`. */
  node: string;
  /** Model of the processor and number of cores; times mean nothing without it. */
  machine: string;
  rows: BenchRow[];
}

/** Share by which a count may grow before it must be recorded anew; requests and events not at all. */
const SLACK: Readonly<Record<string, number>> = { bytes: 0.05, timers: 0.02 };

export function historyFile(root: string): string {
  return path.join(root, 'docs/bench-history.json');
}

export function readHistory(root: string): BenchHistory {
  const file = historyFile(root);
  if (!existsSync(file)) return { entries: [] };
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BenchHistory;
  } catch (cause) {
    throw new UserError(`docs/bench-history.json is no JSON: ${(cause as Error).message}. Take it back from git.`, { cause });
  }
}

/** Adds an entry; one of the same bench and day is replaced. */
export function recordEntry(root: string, entry: BenchEntryOfHistory): void {
  const { entries } = readHistory(root);
  const others = entries.filter(({ bench, date }) => bench !== entry.bench || date !== entry.date);
  const lines = [...others, entry].map(writtenEntry).join(',\n');
  writeFileSync(historyFile(root), `{"entries": [\n${lines}\n]}\n`);
}

/** One row a line, so that a change reads as one. */
function writtenEntry({ rows, ...head }: BenchEntryOfHistory): string {
  const fields = JSON.stringify(head).slice(1, -1);
  return `{${fields}, "rows": [\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]}`;
}

/** What of the counted rows is larger than the newest record of the same name, in words; empty: nothing. */
export function grownCounts(history: BenchHistory, bench: string, rows: readonly BenchRow[]): string[] {
  return rows.filter(isCounted).flatMap((row) => {
    const recorded = newestValue(history, bench, row);
    if (recorded === undefined) return [];
    const most = recorded * (1 + (SLACK[row.unit] ?? 0));
    if (row.value <= most) return [];
    return [
      `${bench}: ${row.name} is ${row.value} ${row.unit}, recorded were ${recorded}. ` +
        `Find what made it grow, or record it: npm run bench -- ${bench} --record`,
    ];
  });
}

/** The newest recorded value of a row, by its name and unit. */
export function newestValue({ entries }: BenchHistory, bench: string, { name, unit }: Pick<BenchRow, 'name' | 'unit'>): number | undefined {
  return entries
    .filter((entry) => entry.bench === bench)
    .flatMap(({ rows }) => rows)
    .filter((row) => row.name === name && row.unit === unit)
    .at(-1)?.value;
}
