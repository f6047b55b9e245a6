import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Queryable } from '../database/port';

/** A run that lasts longer hangs: it counts as failed, and another desk may begin. */
export const RUN_LONGEST_MS = 15 * 60_000;
const FIRST_RETRY_MS = 60_000;

/** What a database tells of a job, as of now. */
export interface KeptJob {
  lastRunAgoMs: number;
  nextRunInMs: number;
  /** Null: no desk runs it now. */
  runningForMs: number | null;
  failures: number;
  failedInRow: number;
  /** Of the last run, without numbers of persons; null: it went well. */
  why: string | null;
}

export interface JobBook {
  /** Null: this desk is to run it now. Else the time until it is worth asking again. `anyway`: due or not. */
  claim(job: { name: string; everyMs: number }, anyway: boolean): Promise<number | null>;
  /** How the run ended; the time until the next. */
  settle(name: string, why: string | null): Promise<number>;
}

interface KeptRow extends Record<string, unknown> {
  name: string; started_at: number; next_at: number; held_until: number | null;
  failures: number; failed_in_row: number; why: string | null;
}

/**
 * Jobs as rows that the desks on one database share: each runs once at a time and once for its interval, whichever desk
 * looks first, and a desk that restarts goes on where it was. A desk that was killed in a run leaves it to others when
 * the longest run is over.
 */
export function createJobBook({ db, clock }: { db: Queryable; clock: Pick<Clock, 'now'> }): JobBook {
  const desk = randomUUID();
  return {
    async claim({ name, everyMs }, anyway) {
      const nowMs = clock.now();
      const claimed = await db.query(CLAIM_SQL, [name, everyMs, nowMs, desk, nowMs + RUN_LONGEST_MS, anyway]);
      if (claimed.length > 0) return null;
      const [row] = await db.query<{ at: number }>(
        'select greatest(next_at, held_until) as at from jobs where name = $1', [name]);
      return Math.max(0, (row?.at ?? nowMs) - nowMs);
    },
    async settle(name, why) {
      const [row] = await db.query<{ next_at: number }>(SETTLE_SQL, [name, desk, clock.now(), why, FIRST_RETRY_MS]);
      return row ? Math.max(0, row.next_at - clock.now()) : 0;
    },
  };
}

/** A desk's own claim that is still there could not be settled. Of another's that ran out nobody knows the end. */
const CLAIM_SQL = `
  insert into jobs as j (name, every_ms, started_at, next_at, held_by, held_until, failures, failed_in_row)
  values ($1, $2, $3, $3::bigint + $2::bigint, $4, $5, 0, 0)
  on conflict (name) do update set
    every_ms = excluded.every_ms, started_at = excluded.started_at, next_at = excluded.next_at,
    held_by = excluded.held_by, held_until = excluded.held_until,
    failures = j.failures + (j.held_by is not null)::int,
    failed_in_row = j.failed_in_row + (j.held_by is not null)::int,
    why = case when j.held_by is null then j.why else 'The desk that ran it last did not say how it ended.' end
  where (j.next_at <= $3 or $6) and (j.held_by is null or j.held_by = $4 or j.held_until <= $3)
  returning name`;

/** What failed runs again sooner, though not at once, and at its usual time when it keeps failing. */
const SETTLE_SQL = `
  update jobs set held_by = null, held_until = null, why = $4::text,
    failures = failures + ($4::text is not null)::int,
    failed_in_row = case when $4::text is null then 0 else failed_in_row + 1 end,
    next_at = case when $4::text is null then next_at
      else least(started_at + every_ms, $3::bigint + $5::bigint * 2 ^ least(failed_in_row, 9))::bigint end
  where name = $1 and held_by = $2 returning next_at`;

/** All jobs that were run on this database, by name. */
export async function readJobs({ db, nowMs }: { db: Queryable; nowMs: number }): Promise<ReadonlyMap<string, KeptJob>> {
  const rows = await db.query<KeptRow>(
    'select name, started_at, next_at, held_until, failures, failed_in_row, why from jobs order by name');
  return new Map(rows.map((row) => [row.name, {
    lastRunAgoMs: Math.max(0, nowMs - row.started_at),
    nextRunInMs: Math.max(0, row.next_at - nowMs),
    runningForMs: row.held_until !== null && row.held_until > nowMs ? Math.max(0, nowMs - row.started_at) : null,
    failures: row.failures, failedInRow: row.failed_in_row, why: row.why,
  }]));
}
