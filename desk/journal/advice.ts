import type { CallAdvice } from '../../contracts/call-events';
import type { Queryable } from '../database/port';

const CUT_OFF_MS = 10 * 60_000;
const REMEMBERED_MS = 30 * 24 * 3_600_000;

interface Asked { franchise: string; callId: string; from: string | null; nowMs: number }
interface Earlier extends Record<string, unknown> { operator: string | null; answered: boolean; detail: string | null; ended_at: number | null }

/** What the desk remembers of this caller that changes the routing; undefined where nothing does. */
export async function adviseOn(tx: Queryable, { franchise, callId, from, nowMs }: Asked): Promise<CallAdvice | undefined> {
  if (from === null) return undefined;
  const earlier = await tx.query<Earlier>(
    `select operator, answered, detail, ended_at from calls
     where franchise = $1 and from_number = $2 and call_id <> $3 and started_at > $4 order by started_at desc limit 10`,
    [franchise, from, callId, nowMs - REMEMBERED_MS]);
  const lastOperator = earlier.find(({ answered, operator }) => answered && operator !== null)?.operator;
  const [last] = earlier;
  const isReturning = last?.ended_at != null && nowMs - last.ended_at < CUT_OFF_MS
    && (last.detail === 'operator-lost' || last.detail === 'session-lost');
  if (!lastOperator && !isReturning) return undefined;
  return { ...(isReturning ? { standing: 'returning' as const } : {}), ...(lastOperator ? { lastOperator } : {}) };
}
