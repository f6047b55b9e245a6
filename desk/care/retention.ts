import type { Services } from '../services';

const DAY_MS = 86_400_000;
/** What hangs on a call, each by (franchise, call_id). */
const OF_A_CALL = ['call_entries', 'saves', 'drafts', 'offer_reports', 'holdouts', 'commands', 'access_urls', 'wrap_ups', 'choices', 'handled', 'erp_outbox',
  'callbacks', 'callback_requests', 'transfers',
];

/** Deletes calls, with all that hangs on them, older than each franchise keeps them. Returns how many. */
export async function deleteOld({ db, clock, config }: Pick<Services, 'db' | 'clock' | 'config'>): Promise<number> {
  let deleted = 0;
  for (const { name, retentionDays } of Object.values(config.franchises)) {
    if (retentionDays === null) continue;
    const old = await db.query<{ call_id: string }>(
      'select call_id from calls where franchise = $1 and started_at < $2 limit 5000', [name, clock.now() - retentionDays * DAY_MS]);
    await deleteCalls(db, name, old.map(({ call_id }) => call_id));
    deleted += old.length;
  }
  return deleted;
}

/** In one transaction: a call is there whole, or gone whole. */
export async function deleteCalls(db: Services['db'], franchise: string, callIds: readonly string[]): Promise<void> {
  if (callIds.length === 0) return;
  await db.transaction(async (tx) => {
    for (const table of [...OF_A_CALL, 'call_events', 'calls']) {
      await tx.query(`delete from ${table} where franchise = $1 and call_id = any($2)`, [franchise, callIds]);
    }
  });
}
