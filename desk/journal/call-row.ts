import type { Queryable } from '../database/port';
import type { ProjectedCall } from './project';

/** One row of `calls`, the projection. */
export interface CallRow extends Record<string, unknown> {
  call_id: string;
  franchise: string;
  from_number: string | null;
  from_raw: string;
  to_number: string;
  started_at: number;
  phase: ProjectedCall['phase'];
  answered: boolean;
  wait_ms: number;
  talk_ms: number;
  operator: string | null;
  ringing: string | null;
  offers: string;
  records: string;
  direction: 'in' | 'out';
  reason: string | null;
  detail: string | null;
  ended_by: string | null;
  ended_at: number | null;
}

export interface CallRowKey { callId: string; franchise: string; timeZone: string; heardAtMs: number }

/** Many rows in one statement; none twice. */
export async function writeCallRows(tx: Queryable, rows: readonly { call: ProjectedCall; key: CallRowKey }[]): Promise<void> {
  if (rows.length > 0) await tx.query(WRITE_SQL, [JSON.stringify(rows.map(({ call, key }) => columnsOf(call, key)))]);
}

const COLUMNS = [
  'call_id', 'franchise', 'from_number', 'from_raw', 'to_number', 'started_at', 'day', 'phase', 'queued', 'answered', 'answer_wait_ms', 'wait_ms', 'talk_ms',
  'operator', 'ringing', 'offers', 'records', 'direction', 'offered_to', 'reason', 'detail', 'ended_by', 'ended_at', 'last_heard_at',
] as const;
const WRITE_SQL = `
  insert into calls (${COLUMNS.join(', ')}) select ${COLUMNS.join(', ')} from json_populate_recordset(null::calls, $1::json)
  on conflict (call_id) do update set ${COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`).join(', ')}
  where calls.franchise = excluded.franchise`;

function columnsOf(call: ProjectedCall, key: CallRowKey): Record<(typeof COLUMNS)[number], unknown> {
  const { end } = call;
  return {
    call_id: key.callId,
    franchise: key.franchise,
    from_number: call.from,
    from_raw: call.fromRaw,
    to_number: call.to,
    started_at: call.startedAtMs,
    day: dayIn(call.startedAtMs, key.timeZone),
    phase: call.phase,
    queued: call.queuedAtMs !== null,
    answered: call.answeredAtMs !== null,
    answer_wait_ms: call.answeredAtMs === null ? null : Math.max(0, call.answeredAtMs - (call.queuedAtMs ?? 0)),
    wait_ms: call.waitMs,
    talk_ms: call.talkMs,
    operator: call.operator,
    ringing: call.ringing,
    offers: JSON.stringify(call.offers),
    records: JSON.stringify(end?.records ?? []),
    direction: call.direction,
    offered_to: [...new Set(call.offers.map(({ operator }) => operator))],
    reason: end?.reason ?? null,
    detail: end?.detail ?? null,
    ended_by: end?.by ?? null,
    ended_at: end === null ? null : call.startedAtMs + end.atMs,
    last_heard_at: key.heardAtMs,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD` of a moment in a time zone. */
export function dayIn(atMs: number, timeZone: string): string {
  const format = formats.get(timeZone)
    ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(atMs);
}
