import { CsvError, parse } from 'csv-parse/sync';

/** What is taken from one recorded call. */
export interface RecordedCall {
  /** Milliseconds since the epoch. */
  startMs: number;
  /** Connected seconds, 0 where nobody answered. */
  durationSeconds: number;
}

/**
 * A call history as GetCallHistory gives it with `output=csv`, or any CSV with the
 * columns `start_date` (`YYYY-MM-DD HH:mm:ss`, UTC) and `duration` (seconds).
 * Comma or semicolon. Every unreadable line is named; nothing is guessed.
 */
export function readHistoryCsv(text: string): RecordedCall[] {
  const [head, ...lines] = rowsOf(text);
  const columns = head?.record ?? [];
  const startAt = columns.indexOf('start_date');
  const durationAt = columns.indexOf('duration');
  if (startAt < 0) throw new Error(`Expected a column start_date, got the columns ${columns.join(', ') || '(none)'}`);
  const calls = lines.map(({ record, info }) => ({
    startMs: readDate(record[startAt], info.lines), durationSeconds: Number(record[durationAt] ?? 0) || 0,
  }));
  return calls.sort((left, right) => left.startMs - right.startMs);
}

interface Line {
  record: string[];
  /** `lines`: where the record ends in the file, from 1. */
  info: { lines: number };
}

/** The separator is that of the head, whose names need no quotes. */
function rowsOf(text: string): Line[] {
  const head = /[^\r\n]*/.exec(text)?.[0] ?? '';
  const options = {
    bom: true, delimiter: head.includes(';') ? ';' : ',', info: true, relaxColumnCount: true, skipEmptyLines: true, trim: true,
  } as const;
  try {
    return parse(text, options) as unknown as Line[];
  } catch (error) {
    throw error instanceof CsvError ? new Error(`The file is no CSV: ${error.message}`) : error;
  }
}

function readDate(cell: string | undefined, line: number): number {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(cell ?? '');
  const ms = match ? Date.parse(`${match[1]}T${match[2]}Z`) : NaN;
  if (Number.isNaN(ms)) throw new Error(`Line ${line}: expected start_date as YYYY-MM-DD HH:mm:ss, got "${cell ?? ''}"`);
  return ms;
}
