import type { DeskConfig } from '../config';
import type { SqlValue } from '../database/port';
import { LONGEST_RETRY_MS } from '../directory/erp-push';
import { LEADERSHIP_MS } from '../lease/leadership';
import { TRANSFER_LONGEST_MS } from '../lease/transfer';
import type { Services } from '../services';
import { RUN_LONGEST_MS } from './job-book';
import { lockClock } from './move-on';
import { DOCUMENT_KEPT_MS } from './person-requests';
import { LONGEST_REMOVAL_RETRY_MS } from './record-removals';

/**
 * What a database's time that was set back left ahead of it: nothing lasts longer than it may, and what happened did
 * not happen later than now. Done when a desk starts, and when it sees that time has gone back.
 */
export async function shortenAhead({ db, clock, config }: Pick<Services, 'db' | 'clock' | 'config'>): Promise<void> {
  await db.transaction(async (tx) => {
    await lockClock(tx);
    for (const [sql, ...values] of [...shortened(config), ...HAPPENED]) await tx.query(sql, [clock.now(), ...values]);
  });
}

type Statement = readonly [sql: string, ...values: SqlValue[]];

function shortened({ franchises }: DeskConfig): Statement[] {
  const limits = Object.values(franchises).map(({ name, intake }) => ({ franchise: name, ms: intake.wrapUp.limitMs }));
  const states = Object.entries(TRANSFER_LONGEST_MS).map(([state, ms]) => ({ state, ms }));
  return [
    [`update wrap_ups w set limit_at = $1 + k.ms from json_to_recordset($2::json) as k (franchise text, ms bigint)
      where w.franchise = k.franchise and w.closed_at is null and w.limit_at > $1 + k.ms`, JSON.stringify(limits)],
    [`update transfers t set ends_at = $1 + k.ms from json_to_recordset($2::json) as k (state text, ms bigint)
      where t.live and t.state = k.state and t.ends_at > $1 + k.ms`, JSON.stringify(states)],
    ['update leaderships set expires_at = $1 + $2::bigint where expires_at > $1 + $2::bigint', LEADERSHIP_MS],
    ['update record_removals set next_at = $1 + $2::bigint where next_at > $1 + $2::bigint', LONGEST_REMOVAL_RETRY_MS],
    ['update person_requests set next_at = $1 + $2::bigint where next_at > $1 + $2::bigint', LONGEST_REMOVAL_RETRY_MS],
    ['update person_requests set expires_at = $1 + $2::bigint where expires_at > $1 + $2::bigint', DOCUMENT_KEPT_MS],
    [`update jobs set started_at = $1, next_at = $1, held_until = least(held_until, $1 + $2::bigint)
      where started_at > $1`, RUN_LONGEST_MS],
    ['update sessions set created_at = $1, expires_at = $1 + expires_at - created_at where created_at > $1'],
    ['update erp_outbox set next_at = $1 + $2::bigint where done_at is null and next_at > $1 + $2::bigint', LONGEST_RETRY_MS],
  ];
}

const HAPPENED: readonly Statement[] = [
  ['update presences set since = least(since, $1), seen_at = least(seen_at, $1) where since > $1 or seen_at > $1'],
  ['update callbacks set taken_at = $1 where done_at is null and taken_at > $1'],
  ['update nonces set at = $1 where at > $1'],
  ['update calls set last_heard_at = least(last_heard_at, $1), asked_at = least(asked_at, $1) where reason is null and (last_heard_at > $1 or asked_at > $1)'],
  // Of a call that lives the last word counts as heard now, those before it so much earlier.
  [`update call_events e set received_at = e.received_at - a.ahead from (
      select h.franchise, h.call_id, max(h.received_at) - $1 as ahead
      from calls c join call_events h on h.franchise = c.franchise and h.call_id = c.call_id
      where c.reason is null group by h.franchise, h.call_id having max(h.received_at) > $1) a
    where e.franchise = a.franchise and e.call_id = a.call_id`],
];
