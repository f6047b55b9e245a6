import type { Clock } from '../clock';
import type { Scope } from '../config';
import type { Database, Queryable } from '../database/port';
import { NOBODY_LEADS, stepLeadership, type LeadershipLease, type LeadershipRequest } from '../lease/leadership';
import { say } from '../live/bus';

interface LeadershipRow extends Record<string, unknown> { page_id: string; expires_at: number; taken_from: string | null }

export interface Leaderships {
  step(scope: Scope, request: Omit<LeadershipRequest, 'atMs'>): Promise<LeadershipLease>;
  read(scope: Pick<Scope, 'franchise' | 'operator'>): Promise<LeadershipLease>;
}

/** The leadership lease of `lease/leadership.ts`, kept in the database and told to all pages of the operator. */
export function createLeaderships({ db, clock }: { db: Database; clock: Clock }): Leaderships {
  return {
    step: (scope, request) => db.transaction(async (tx) => {
      await lock(tx, scope);
      const before = await read(tx, scope);
      const after = stepLeadership(before, { ...request, atMs: clock.now() });
      if (after === before) return before;
      await write(tx, scope, after);
      if (after.pageId !== before.pageId) {
        await say(tx, { kind: 'leadership', franchise: scope.franchise, operator: scope.operator });
      }
      return after;
    }),
    read: (scope) => read(db, scope),
  };
}

/** The first claim has no row to lock, so the name itself is locked. */
async function lock(tx: Queryable, { franchise, operator }: Scope): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`leadership ${franchise} ${operator}`]);
}

async function read(db: Queryable, { franchise, operator }: Pick<Scope, 'franchise' | 'operator'>): Promise<LeadershipLease> {
  const [row] = await db.query<LeadershipRow>(
    'select page_id, expires_at, taken_from from leaderships where franchise = $1 and operator = $2', [franchise, operator]);
  if (!row) return NOBODY_LEADS;
  return { pageId: row.page_id === '' ? null : row.page_id, expiresAtMs: row.expires_at, takenFrom: row.taken_from };
}

async function write(tx: Queryable, { franchise, operator }: Scope, lease: LeadershipLease): Promise<void> {
  await tx.query(
    `insert into leaderships (franchise, operator, page_id, expires_at, taken_from) values ($1, $2, $3, $4, $5)
     on conflict (franchise, operator) do update
       set page_id = excluded.page_id, expires_at = excluded.expires_at, taken_from = excluded.taken_from`,
    [franchise, operator, lease.pageId ?? '', lease.expiresAtMs, lease.takenFrom]);
}
