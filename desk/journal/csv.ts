import type { CallSummary } from '../../contracts/desk-journal';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import type { Directory } from '../directory/port';
import { SUMMARY_SQL, toSummaries, type SummaryRow } from './call-views';

const MOST_ROWS = 50_000;
const HEAD = [
  'call', 'started', 'from', 'to', 'reason', 'detail', 'ended by', 'wait seconds', 'talk seconds', 'operator', 'customer', 'comment', 'handled by',
];

/** Calls of some days as CSV (RFC 4180, UTF-8 with a mark for spreadsheets). */
export async function exportCalls(
  db: Database, directory: Directory, asked: { scope: Scope; from: string; to: string },
): Promise<string> {
  const { scope, from, to } = asked;
  const rows = await db.query<SummaryRow>(
    `${SUMMARY_SQL} where c.franchise = $1 and c.day between $2 and $3 order by c.started_at, c.call_id limit $4`,
    [scope.franchise, from, to, MOST_ROWS]);
  const calls = await toSummaries(scope, rows, directory);
  return '\ufeff' + [HEAD, ...calls.map(toFields)].map((fields) => fields.map(cell).join(',')).join('\r\n') + '\r\n';
}

function toFields(call: CallSummary): string[] {
  return [
    call.callId, call.startedAt, call.from ?? call.fromRaw, call.to,
    call.end?.reason ?? '', call.end?.detail ?? '', call.end?.by ?? '',
    seconds(call.waitMs), seconds(call.talkMs), call.operator ?? '',
    call.customer?.name ?? '', call.comment ?? '', call.handled?.by ?? '',
  ];
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

/** A spreadsheet runs cells that begin like a formula; a leading apostrophe makes them text. Plain numbers stay. */
function cell(value: string): string {
  const safe = /^[=@\t\r]/.test(value) || (/^[+-]/.test(value) && !/^[+-]?\d+$/.test(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
