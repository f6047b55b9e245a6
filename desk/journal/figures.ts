import type { FigureDay } from '../../contracts/desk-journal';
import type { DeskConfig, Scope } from '../config';
import type { Database } from '../database/port';

interface FigureRow extends Record<string, unknown> {
  day: string; offered: number; answered: number; abandoned: number; abandoned_short: number; other: number; in_target: number;
  mean_wait: number | null; longest_wait: number | null; mean_talk: number | null; mean_wrap_up: number | null;
}

/**
 * Figures of one franchise by its own days. `offered` are the calls that reached the queue; the service level
 * is those answered within the target over all offered, and over all but the short abandons (R43).
 * What ended before the queue (blocked, closed, voicemail, hung up in the greeting) is only in `other`.
 */
export async function figures(db: Database, config: DeskConfig, asked: { scope: Scope; from: string; to: string }): Promise<FigureDay[]> {
  const { scope, from, to } = asked;
  const level = config.franchises[scope.franchise]?.serviceLevel ?? { targetMs: 20_000, shortAbandonMs: 5_000 };
  const rows = await db.query<FigureRow>(FIGURES_SQL, [scope.franchise, from, to, level.targetMs, level.shortAbandonMs]);
  return rows.map(toDay);
}

const FIGURES_SQL = `
  with talked as (
    select w.call_id, w.operator, w.closed_at - w.opened_at as wrap_up_ms
    from wrap_ups w where w.franchise = $1 and w.closed_at is not null and w.opened_at is not null
  )
  select c.day,
    count(*) filter (where c.queued) as offered,
    count(*) filter (where c.queued and c.answered) as answered,
    count(*) filter (where c.queued and not c.answered and c.reason = 'abandoned') as abandoned,
    count(*) filter (where c.queued and not c.answered and c.reason = 'abandoned' and c.wait_ms < $5) as abandoned_short,
    count(*) filter (where c.reason is not null and not c.answered and not (c.queued and c.reason = 'abandoned')) as other,
    count(*) filter (where c.queued and c.answered and c.answer_wait_ms <= $4) as in_target,
    avg(coalesce(c.answer_wait_ms, c.wait_ms)) filter (where c.queued and c.reason is not null)::float8 as mean_wait,
    max(coalesce(c.answer_wait_ms, c.wait_ms)) filter (where c.queued and c.reason is not null) as longest_wait,
    avg(c.talk_ms) filter (where c.answered and c.reason is not null)::float8 as mean_talk,
    avg(t.wrap_up_ms)::float8 as mean_wrap_up
  from calls c left join talked t on t.call_id = c.call_id and t.operator = c.operator
  where c.franchise = $1 and c.direction = 'in' and c.day between $2 and $3
  group by c.day order by c.day`;

function toDay(row: FigureRow): FigureDay {
  const longOffered = row.offered - row.abandoned_short;
  return {
    day: row.day,
    offered: row.offered,
    answered: row.answered,
    abandoned: row.abandoned,
    abandonedShort: row.abandoned_short,
    other: row.other,
    serviceLevel: row.offered === 0 ? null : row.in_target / row.offered,
    serviceLevelWithoutShort: longOffered === 0 ? null : row.in_target / longOffered,
    meanWaitMs: rounded(row.mean_wait),
    longestWaitMs: row.longest_wait,
    meanTalkMs: rounded(row.mean_talk),
    meanWrapUpMs: rounded(row.mean_wrap_up),
  };
}

function rounded(mean: number | null): number | null {
  return mean === null ? null : Math.round(mean);
}
