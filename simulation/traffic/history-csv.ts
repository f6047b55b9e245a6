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
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const separator = (lines[0] ?? '').includes(';') ? ';' : ',';
  const columns = (lines[0] ?? '').split(separator).map(unquoted);
  const startAt = columns.indexOf('start_date');
  const durationAt = columns.indexOf('duration');
  if (startAt < 0) throw new Error(`Expected a column start_date, got the columns ${columns.join(', ') || '(none)'}`);
  const calls = lines.slice(1).map((line, index) => {
    const cells = line.split(separator).map(unquoted);
    return { startMs: readDate(cells[startAt], index + 2), durationSeconds: Number(cells[durationAt] ?? 0) || 0 };
  });
  return calls.sort((left, right) => left.startMs - right.startMs);
}

function readDate(cell: string | undefined, line: number): number {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(cell ?? '');
  const ms = match ? Date.parse(`${match[1]}T${match[2]}Z`) : NaN;
  if (Number.isNaN(ms)) throw new Error(`Line ${line}: expected start_date as YYYY-MM-DD HH:mm:ss, got "${cell ?? ''}"`);
  return ms;
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}
