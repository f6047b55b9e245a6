import { lockKeys, type Database, type Queryable } from '../database/port';

/** What lasts or waits, by the time of the database: deadlines, and when somebody was last heard. */
const MOVED: readonly string[] = [
  'update wrap_ups set opened_at = opened_at + $1::bigint, limit_at = limit_at + $1 where closed_at is null',
  'update transfers set ends_at = ends_at + $1::bigint where live',
  'update leaderships set expires_at = expires_at + $1::bigint',
  'update sessions set created_at = created_at + $1::bigint, expires_at = expires_at + $1',
  'update presences set since = since + $1::bigint, seen_at = seen_at + $1',
  'update callbacks set taken_at = taken_at + $1::bigint where done_at is null',
  'update nonces set at = at + $1::bigint',
  'update calls set last_heard_at = last_heard_at + $1::bigint, asked_at = asked_at + $1 where reason is null',
  `update call_events e set received_at = e.received_at + $1::bigint from calls c
   where c.franchise = e.franchise and c.call_id = e.call_id and c.reason is null`,
  'update erp_outbox set next_at = next_at + $1::bigint where done_at is null',
  'update record_removals set next_at = next_at + $1::bigint',
  'update person_requests set next_at = next_at + $1::bigint, expires_at = expires_at + $1 where next_at is not null or expires_at is not null',
  'update jobs set started_at = started_at + $1::bigint, next_at = next_at + $1, held_until = held_until + $1',
];

/** Whoever changes many deadlines at once takes turns with the others who do. */
export function lockClock(tx: Queryable): Promise<void> {
  return lockKeys(tx, ['shared clock']);
}

/**
 * The database's clock was set ahead: what lasts goes with it, so that nothing ends early. Of several desks one does
 * it: `knownMs` is by how much all was moved when the desk saw it. False: another was quicker, look at it anew.
 */
export function moveOn(db: Database, byMs: number, knownMs: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockClock(tx);
    const [moved] = await tx.query(
      `insert into shared_clock as c (one, moved_ms) values (true, $1)
       on conflict (one) do update set moved_ms = c.moved_ms + excluded.moved_ms where c.moved_ms = $2
       returning moved_ms`, [byMs, knownMs]);
    if (!moved) return false;
    for (const sql of MOVED) await tx.query(sql, [byMs]);
    return true;
  });
}
