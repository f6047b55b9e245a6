import type { Services } from '../services';
import { eachByItself } from './job';
import { queueRecords } from './record-removals';

const DAY_MS = 86_400_000;
/** What hangs on a call, each by (franchise, call_id). */
export const OF_A_CALL = ['call_entries', 'saves', 'comments', 'drafts', 'offer_reports', 'holdouts', 'commands', 'access_urls', 'wrap_ups', 'choices', 'handled', 'erp_outbox',
  'callbacks', 'callback_requests', 'transfers',
];

/** Calls of one transaction; a day's worth of calls takes several. */
const AT_ONCE = 1_000;

/**
 * Calls by their start; and what pages wrote about calls that the journal never heard of (a desk that sessions could
 * not reach, and no drain), by when it was written.
 */
const OLD_SQL = `
  select call_id from calls where franchise = $1 and started_at < $2
  union
  select w.call_id from (
    select call_id, received_at as at from saves where franchise = $1
    union all select call_id, saved_at from drafts where franchise = $1
    union all select call_id, coalesce(opened_at, closed_at) from wrap_ups where franchise = $1
    union all select call_id, at from choices where franchise = $1
    union all select call_id, at from call_entries where franchise = $1
    union all select call_id, at from offer_reports where franchise = $1
  ) w
  where w.at < $2 and not exists (select 1 from calls c where c.franchise = $1 and c.call_id = w.call_id)
  limit ${AT_ONCE}`;

/** Deletes calls, with all that hangs on them, older than each franchise keeps them. Returns of how many calls. */
export async function deleteOld({ db, clock, config }: Pick<Services, 'db' | 'clock' | 'config'>): Promise<number> {
  let deleted = 0;
  await eachByItself(Object.values(config.franchises), async ({ name, retentionDays }) => {
    if (retentionDays === null) return;
    for (let found = AT_ONCE; found === AT_ONCE;) {
      const old = await db.query<{ call_id: string }>(OLD_SQL, [name, clock.now() - retentionDays * DAY_MS]);
      await deleteCalls(db, { franchise: name, callIds: old.map(({ call_id }) => call_id), atMs: clock.now() });
      found = old.length;
      deleted += found;
    }
    await db.query('delete from erased_calls where franchise = $1 and at < $2', [name, clock.now() - retentionDays * DAY_MS]);
    await db.query('delete from person_requests where franchise = $1 and ended_at < $2', [name, clock.now() - retentionDays * DAY_MS]);
  });
  return deleted;
}

/** In one transaction: a call is there whole, or gone whole. Its recordings in the cloud go after it. */
async function deleteCalls(db: Services['db'], { franchise, callIds, atMs }: { franchise: string; callIds: readonly string[]; atMs: number }): Promise<void> {
  if (callIds.length === 0) return;
  await db.transaction(async (tx) => {
    await queueRecords(tx, { franchise, callIds, atMs });
    for (const table of [...OF_A_CALL, 'call_events', 'calls']) {
      await tx.query(`delete from ${table} where franchise = $1 and call_id = any($2)`, [franchise, callIds]);
    }
  });
}
