import type { CallAdvice } from '../../contracts/call-events';
import type { NumberList } from '../../contracts/desk-callers';
import type { DeskFranchise } from '../config';
import type { Queryable } from '../database/port';

const REMEMBERED_MS = 30 * 24 * 3_600_000;
/** Ends that no caller wished: his line, his operator or the session was cut off. */
const CUT_OFF = ['operator-lost', 'session-lost', 'error', 'queue-error'];

/** Earlier calls began by the cloud's clock, so this one's start is what their age is told by. */
export interface Asked { franchise: string; callId: string; from: string; startedAtMs: number; rules: DeskFranchise['callers'] }

type Earlier = [callId: string, operator: string | null, answered: boolean, detail: string | null, endedAtMs: number | null];
interface Remembered extends Record<string, unknown> { list: NumberList | null; recent: number; earlier: Earlier[] | null }

/** What the desk remembers of these callers that changes the routing; undefined where nothing does. In the order asked for. */
export async function adviseOn(tx: Queryable, asked: readonly Asked[]): Promise<(CallAdvice | undefined)[]> {
  if (asked.length === 0) return [];
  const rows = await tx.query<Remembered>(REMEMBERED_SQL, [JSON.stringify(asked.map(({ franchise, callId, from, startedAtMs, rules }) => ({
    franchise, call_id: callId, number: from, after: startedAtMs - REMEMBERED_MS, flood_after: startedAtMs - (rules.flood?.withinMs ?? 0),
  })))]);
  const advice: (CallAdvice | undefined)[] = [];
  for (const [index, one] of asked.entries()) advice.push(await adviseOne(tx, one, rows[index]));
  return advice;
}

const REMEMBERED_SQL = `
  select (select n.list from listed_numbers n where n.franchise = k.franchise and n.number = k.number) as list,
    (select count(*) from calls f
     where f.franchise = k.franchise and f.from_number = k.number and f.direction = 'in' and f.started_at > k.flood_after) as recent,
    (select json_agg(json_build_array(c.call_id, c.operator, c.answered, c.detail, c.ended_at) order by c.started_at desc) from (
       select call_id, operator, answered, detail, ended_at, started_at from calls
       where franchise = k.franchise and from_number = k.number and direction = 'in' and call_id <> k.call_id and started_at > k.after
       order by started_at desc limit 10) c) as earlier
  from rows from (json_to_recordset($1::json) as (franchise text, call_id text, number text, after bigint, flood_after bigint))
    with ordinality as k (franchise, call_id, number, after, flood_after, place)
  order by k.place`;

async function adviseOne(tx: Queryable, { franchise, startedAtMs, rules }: Asked, known: Remembered | undefined): Promise<CallAdvice | undefined> {
  const list = known?.list ?? null;
  if (list === 'blocked') return { blocked: true, blockedFor: 'block-list' };
  if (list !== 'urgent' && rules.flood !== null && (known?.recent ?? 0) > rules.flood.calls) return { blocked: true, blockedFor: 'flood' };
  const earlier = known?.earlier ?? [];
  const standing = list === 'urgent' ? 'urgent' as const : isCutOff(earlier[0], startedAtMs, rules.returnMs) ? 'returning' as const : undefined;
  const served = earlier.find(([, operator, answered]) => answered && operator !== null);
  const advice: CallAdvice = { ...(standing ? { standing } : {}), ...(served ? await lastOperator(tx, franchise, served) : {}) };
  return Object.keys(advice).length === 0 ? undefined : advice;
}

function isCutOff(last: Earlier | undefined, startedAtMs: number, returnMs: number): boolean {
  if (!last) return false;
  const [, , , detail, endedAtMs] = last;
  return endedAtMs !== null && startedAtMs - endedAtMs < returnMs && CUT_OFF.includes(detail ?? '');
}

/** By name, and by the id that SmartQueue knows him by. Of one who takes no calls now nothing: the caller would wait for him. */
async function lastOperator(tx: Queryable, franchise: string, [callId, operator]: Earlier): Promise<CallAdvice> {
  const [row] = await tx.query<{ operator_id: string | null }>(
    `select (select e.body::json ->> 'operatorId' from call_events e
       where e.franchise = $1 and e.call_id = $2 and e.kind = 'offered' and e.body::json ->> 'operator' = $3 order by e.seq desc limit 1) as operator_id
     from presences p where p.franchise = $1 and p.operator = $3 and p.presence not in ('offline', 'off')`,
    [franchise, callId, operator]);
  if (!row || operator === null) return {};
  return { lastOperator: operator, ...(row.operator_id === null ? {} : { lastOperatorId: Number(row.operator_id) }) };
}
