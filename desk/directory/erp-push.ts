import type { SetAside } from '../../contracts/desk-journal';
import type { Clock } from '../clock';
import type { Database } from '../database/port';
import { describeError, type Log } from '../http/log';
import { iso } from '../iso';
import { readComments, toComments, type NameOf } from '../journal/comments';
import type { ErpClient } from './erp-client';
import { erpSaved } from './erp-schema';
import { DirectoryRefused } from './port';

interface Due extends Record<string, unknown> { franchise: string; save_id: string; call_id: string; body: string; attempts: number }

const FIRST_RETRY_MS = 2_000;
export const LONGEST_RETRY_MS = 10 * 60_000;
/** What the ERP refuses for what it says is set aside and tried this seldom: it may be taken once something there was mended. */
const ASIDE_RETRY_MS = 24 * 60 * 60_000;
/** The desk's key is refused, not the record. */
const OF_THE_KEY = [401, 403, 407];
const AT_ONCE = 20;
/** So long a record waits for the end of its call, which tells how long they talked. */
const END_AWAITED_MS = 60_000;

export interface PushParts { db: Database; clock: Clock; clients: ReadonlyMap<string, ErpClient>; log: Log; nameOf: NameOf }

/**
 * Hands saved calls to the ERPs, each under its save id as idempotency key, until they say it is recorded.
 * Returns how many were. A desk that dies in between sends again, and the key makes that one record.
 */
export async function pushToErp(parts: PushParts): Promise<number> {
  const { db, clock } = parts;
  // Claimed by moving their time on, so that two desks do not send the same at once.
  const due = await db.query<Due>(
    `update erp_outbox set next_at = $2 where (franchise, save_id) in (
       select franchise, save_id from erp_outbox where done_at is null and next_at <= $1 and (
         attempts > 0 or next_at <= $4 or exists (select 1 from calls c
           where c.franchise = erp_outbox.franchise and c.call_id = erp_outbox.call_id and c.reason is not null)) order by next_at limit $3 for update skip locked)
     returning franchise, save_id, call_id, body, attempts`,
    [clock.now(), clock.now() + 30_000, AT_ONCE, clock.now() - END_AWAITED_MS]);
  const sent = await Promise.all(due.map((item) => push(parts, item)));
  return sent.filter(Boolean).length;
}

async function push({ db, clock, clients, log, nameOf }: PushParts, item: Due): Promise<boolean> {
  try {
    const client = clients.get(item.franchise);
    if (!client) throw new Error('This franchise has no ERP in the config any more.');
    const answer = await client.ask({
      method: 'PUT',
      path: `/v1/calls/${encodeURIComponent(item.call_id)}/records/${encodeURIComponent(item.save_id)}`,
      body: { ...(JSON.parse(item.body) as object), call: await factsOf(db, item), comments: await commentsOf(db, item, nameOf) },
      idempotencyKey: item.save_id,
      schema: erpSaved,
    });
    if (answer?.saveId !== item.save_id) throw new Error('The ERP confirmed another record.');
    await db.query('update erp_outbox set done_at = $3, last_error = null where franchise = $1 and save_id = $2', [item.franchise, item.save_id, clock.now()]);
    return true;
  } catch (error) {
    const isAside = error instanceof DirectoryRefused && !OF_THE_KEY.includes(error.status);
    const waitMs = isAside ? ASIDE_RETRY_MS : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(item.attempts, 12));
    const told = { franchise: item.franchise, callId: item.call_id, saveId: item.save_id, attempts: item.attempts + 1, err: describeError(error) };
    if (isAside) log.error(told, 'the ERP refuses a saved call; it is set aside and tried again in a day');
    else log.warn(told, 'the ERP did not take a saved call; it is sent again');
    await db.query(
      'update erp_outbox set attempts = attempts + 1, next_at = $3, last_error = $4 where franchise = $1 and save_id = $2',
      [item.franchise, item.save_id, clock.now() + waitMs, error instanceof Error ? error.message : String(error)]);
    return false;
  }
}

/** What the ERP lacks and is not soon to be sent again, with what it said. */
export async function setAside({ db, clock }: Pick<PushParts, 'db' | 'clock'>, franchise: string): Promise<SetAside[]> {
  const rows = await db.query<{ call_id: string; save_id: string; last_error: string | null }>(
    `select call_id, save_id, last_error from erp_outbox
     where franchise = $1 and done_at is null and next_at > $2 order by next_at limit 100`, [franchise, clock.now() + LONGEST_RETRY_MS]);
  return rows.map(({ call_id, save_id, last_error }) => ({ callId: call_id, saveId: save_id, why: last_error ?? '' }));
}

interface Facts extends Record<string, unknown> {
  from_number: string | null; from_raw: string; to_number: string; started_at: number; wait_ms: number; talk_ms: number; reason: string | null;
}

/** What the journal knows of the call by now; null where it heard nothing of it yet. */
async function factsOf(db: Database, { franchise, call_id }: Due) {
  const [row] = await db.query<Facts>(
    'select from_number, from_raw, to_number, started_at, wait_ms, talk_ms, reason from calls where franchise = $1 and call_id = $2', [franchise, call_id]);
  return row ? {
    from: row.from_number, fromRaw: row.from_raw, to: row.to_number, startedAt: iso(row.started_at),
    waitMs: row.wait_ms, talkMs: row.talk_ms, reason: row.reason,
  } : null;
}

/** All that may be seen of what was written about the call, by whomever, as of now. */
async function commentsOf(db: Database, { franchise, call_id: callId }: Due, nameOf: NameOf) {
  const comments = toComments(await readComments(db, { franchise, callId }), { supervisor: false, nameOf });
  return comments.map(({ id, author, authorName, text, at, editedAt }) => ({ id, author, authorName, text, at, editedAt }));
}
