import type { CallAdvice, CallEvent } from '../../contracts/call-events';
import { listOf } from '../callers/listed';
import type { DeskFranchise } from '../config';
import type { Queryable } from '../database/port';

const REMEMBERED_MS = 30 * 24 * 3_600_000;
/** Ends that no caller wished: his line, his operator or the session was cut off. */
const CUT_OFF = ['operator-lost', 'session-lost', 'error', 'queue-error'];

interface Asked { franchise: string; callId: string; from: string | null; nowMs: number }
interface Earlier extends Record<string, unknown> {
  call_id: string; operator: string | null; answered: boolean; detail: string | null; ended_at: number | null;
}

/** What the desk remembers of this caller that changes the routing; undefined where nothing does. */
export async function adviseOn(tx: Queryable, asked: Asked, rules: DeskFranchise['callers']): Promise<CallAdvice | undefined> {
  const { franchise, from } = asked;
  if (from === null) return undefined;
  const list = await listOf(tx, franchise, from);
  if (list === 'blocked') return { blocked: true, blockedFor: 'block-list' };
  if (list !== 'urgent' && await isFlooding(tx, { ...asked, from }, rules.flood)) return { blocked: true, blockedFor: 'flood' };
  const earlier = await tx.query<Earlier>(
    `select call_id, operator, answered, detail, ended_at from calls
     where franchise = $1 and from_number = $2 and direction = 'in' and call_id <> $3 and started_at > $4 order by started_at desc limit 10`,
    [franchise, from, asked.callId, asked.nowMs - REMEMBERED_MS]);
  const standing = list === 'urgent' ? 'urgent' as const : isCutOff(earlier[0], asked.nowMs, rules.returnMs) ? 'returning' as const : undefined;
  const served = earlier.find(({ answered, operator }) => answered && operator !== null);
  const advice: CallAdvice = { ...(standing ? { standing } : {}), ...(served ? await lastOperator(tx, franchise, served) : {}) };
  return Object.keys(advice).length === 0 ? undefined : advice;
}

function isCutOff(last: Earlier | undefined, nowMs: number, returnMs: number): boolean {
  return last?.ended_at != null && nowMs - last.ended_at < returnMs && CUT_OFF.includes(last.detail ?? '');
}

async function isFlooding(tx: Queryable, { franchise, from, nowMs }: Asked & { from: string }, flood: DeskFranchise['callers']['flood']): Promise<boolean> {
  if (flood === null) return false;
  const [row] = await tx.query<{ calls: number }>(
    `select count(*) as calls from calls where franchise = $1 and from_number = $2 and direction = 'in' and started_at > $3`,
    [franchise, from, nowMs - flood.withinMs]);
  return (row?.calls ?? 0) > flood.calls;
}

/** By name, and by the id that SmartQueue knows him by. Of one who takes no calls now nothing: the caller would wait for him. */
async function lastOperator(tx: Queryable, franchise: string, { call_id, operator }: Earlier): Promise<CallAdvice> {
  if (operator === null || !(await takesCalls(tx, franchise, operator))) return {};
  const offers = await tx.query<{ body: string }>(
    `select body from call_events where franchise = $1 and call_id = $2 and kind = 'offered' order by seq desc limit 20`, [franchise, call_id]);
  const told = offers.map(({ body }) => JSON.parse(body) as CallEvent & { kind: 'offered' }).find((offer) => offer.operator === operator);
  return { lastOperator: operator, ...(told?.operatorId === undefined ? {} : { lastOperatorId: told.operatorId }) };
}

async function takesCalls(tx: Queryable, franchise: string, operator: string): Promise<boolean> {
  const present = await tx.query(
    `select 1 from presences where franchise = $1 and operator = $2 and presence not in ('offline', 'off')`, [franchise, operator]);
  return present.length > 0;
}
