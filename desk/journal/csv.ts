import type { CallSummary } from '../../contracts/desk-journal';
import type { Database } from '../database/port';
import { SUMMARY_SQL, toSummaries, type SummaryRow, type Viewer } from './call-views';

const MOST_ROWS = 50_000;
const HEAD = [
  'call', 'started', 'from', 'to', 'reason', 'detail', 'ended by', 'wait seconds', 'talk seconds', 'operator', 'customer', 'comment', 'handled by',
];

/**
 * Calls of some days as CSV (RFC 4180, UTF-8 with a mark), as spreadsheets of the franchise's region open it:
 * where the decimal sign is a comma, fields are parted by semicolons.
 */
export async function exportCalls(
  db: Database, viewer: Viewer, asked: { from: string; to: string; region: string },
): Promise<string> {
  const { from, to } = asked;
  const decimal = decimalSign(asked.region);
  const rows = await db.query<SummaryRow>(
    `${SUMMARY_SQL} where c.franchise = $1 and c.day between $2 and $3 order by c.started_at, c.call_id limit $4`,
    [viewer.scope.franchise, from, to, MOST_ROWS]);
  const calls = await toSummaries(rows, viewer);
  const separator = decimal === ',' ? ';' : ',';
  return '\ufeff' + [HEAD, ...calls.map((call) => toFields(call, decimal))].map((fields) => fields.map((field) => cell(field, separator)).join(separator)).join('\r\n') + '\r\n';
}

function toFields(call: CallSummary, decimal: string): string[] {
  return [
    call.callId, call.startedAt, call.from ?? call.fromRaw, call.to,
    call.end?.reason ?? '', call.end?.detail ?? '', call.end?.by ?? '',
    seconds(call.waitMs, decimal), seconds(call.talkMs, decimal), call.operator ?? '',
    call.customer?.name ?? '', commentsOf(call), call.handled?.by ?? '',
  ];
}

/** Each with its author, one below the other; the operator's only one needs none. One that was hidden stays out of files. */
function commentsOf({ comments, operator }: CallSummary): string {
  const shown = comments.filter(({ hidden }) => hidden === null);
  const [first] = shown;
  if (shown.length === 1 && first?.author === operator) return first.text;
  return shown.map(({ authorName, text }) => `${authorName}: ${text}`).join('\n');
}

function seconds(ms: number, decimal: string): string {
  return (ms / 1_000).toFixed(1).replace('.', decimal);
}

function decimalSign(region: string): string {
  const { baseName } = new Intl.Locale('und', { region }).maximize();
  return new Intl.NumberFormat(baseName).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}

/**
 * A spreadsheet runs cells that begin like a formula; a leading apostrophe makes them text. Plain numbers stay. What
 * begins so after a separator inside a text is defused too: a spreadsheet of another region parts the text there.
 */
function cell(value: string, separator: string): string {
  const isNumber = /^[+-]?\d+(?:[.,]\d+)?$/.test(value);
  const safe = isNumber ? value : value.replace(/(^|[,;\t\r\n])(?=[=+\-@＝＋－＠\t\r])/g, "$1'");
  return safe.includes(separator) || (!isNumber && /[",;\r\n]/.test(safe)) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
