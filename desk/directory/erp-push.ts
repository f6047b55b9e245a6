import type { Clock } from '../clock';
import type { Database } from '../database/port';
import type { ErpClient } from './erp-client';
import { erpSaved } from './erp-schema';

interface Due extends Record<string, unknown> { franchise: string; save_id: string; call_id: string; body: string; attempts: number }

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;
const AT_ONCE = 20;

/**
 * Hands saved calls to the ERPs, each under its save id as idempotency key, until they say it is recorded.
 * Returns how many were. A desk that dies in between sends again, and the key makes that one record.
 */
export async function pushToErp(
  { db, clock, clients }: { db: Database; clock: Clock; clients: ReadonlyMap<string, ErpClient> },
): Promise<number> {
  // Claimed by moving their time on, so that two desks do not send the same at once.
  const due = await db.query<Due>(
    `update erp_outbox set next_at = $2 where (franchise, save_id) in (
       select franchise, save_id from erp_outbox where done_at is null and next_at <= $1 order by next_at limit $3 for update skip locked)
     returning franchise, save_id, call_id, body, attempts`,
    [clock.now(), clock.now() + 30_000, AT_ONCE]);
  const sent = await Promise.all(due.map((item) => push(db, clock, { item, client: clients.get(item.franchise) })));
  return sent.filter(Boolean).length;
}

async function push(db: Database, clock: Clock, { item, client }: { item: Due; client: ErpClient | undefined }): Promise<boolean> {
  try {
    if (!client) throw new Error('This franchise has no ERP in the config any more.');
    const answer = await client.ask({
      method: 'PUT',
      path: `/v1/calls/${encodeURIComponent(item.call_id)}/records/${encodeURIComponent(item.save_id)}`,
      body: JSON.parse(item.body) as unknown,
      idempotencyKey: item.save_id,
      schema: erpSaved,
    });
    if (answer?.saveId !== item.save_id) throw new Error('The ERP confirmed another record.');
    await db.query('update erp_outbox set done_at = $3, last_error = null where franchise = $1 and save_id = $2', [item.franchise, item.save_id, clock.now()]);
    return true;
  } catch (error) {
    const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(item.attempts, 12));
    await db.query(
      'update erp_outbox set attempts = attempts + 1, next_at = $3, last_error = $4 where franchise = $1 and save_id = $2',
      [item.franchise, item.save_id, clock.now() + waitMs, error instanceof Error ? error.message : String(error)]);
    return false;
  }
}
