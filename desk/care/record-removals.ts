import type { Clock } from '../clock';
import type { Database, Queryable } from '../database/port';
import type { Log } from '../http/log';
import { Job } from './job';
import type { JobBook } from './job-book';
import type { Repeated } from './repeat';

/** Deletes one recording in the cloud, by its address; nothing happens where it is gone. */
export type RemoveRecord = (address: string) => Promise<void>;

const EVERY_MS = 60_000;
const FIRST_RETRY_MS = 60_000;
export const LONGEST_REMOVAL_RETRY_MS = 6 * 3_600_000;
const AT_ONCE = 20;

interface Due extends Record<string, unknown> { franchise: string; address: string; attempts: number }

/** Calls that are about to go; `requestId`: for whoever waits until their recordings are gone too. */
interface Going { franchise: string; callIds: readonly string[]; atMs: number; requestId?: string | undefined }

/** With the calls that are about to go: what the storage still has of them. Returns how many recordings. */
export async function queueRecords(tx: Queryable, { franchise, callIds, atMs, requestId }: Going): Promise<number> {
  const added = await tx.query(
    `insert into record_removals (franchise, address, attempts, next_at, request_id)
     select distinct $1, r.address, 0, $3::bigint, $4 from calls c, json_array_elements_text(c.records::json) as r (address)
     where c.franchise = $1 and c.call_id = any($2) on conflict do nothing returning 1`,
    [franchise, callIds, atMs, requestId ?? null]);
  return added.length;
}

export interface Removed { removed: number; failed: { attempts: number; why: string }[] }

/** Deletes recordings whose call is gone, as far as they are due; what fails is tried again later, and stops no other. */
export async function removeRecords({ db, clock }: { db: Database; clock: Clock }, remove: RemoveRecord): Promise<Removed> {
  const done: Removed = { removed: 0, failed: [] };
  for (;;) {
    // Claimed by moving their time on, so that two desks do not ask the same at once.
    const due = await db.query<Due>(
      `update record_removals set next_at = $2 where (franchise, address) in (
         select franchise, address from record_removals where next_at <= $1 order by next_at limit $3 for update skip locked)
       returning franchise, address, attempts`, [clock.now(), clock.now() + FIRST_RETRY_MS, AT_ONCE]);
    if (due.length === 0) return done;
    for (const { franchise, address, attempts } of due) {
      try {
        await remove(address);
        await db.query('delete from record_removals where franchise = $1 and address = $2', [franchise, address]);
        done.removed++;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        done.failed.push({ attempts: attempts + 1, why });
        await db.query(
          'update record_removals set attempts = attempts + 1, next_at = $3, last_error = $4 where franchise = $1 and address = $2',
          [franchise, address, clock.now() + Math.min(LONGEST_REMOVAL_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 9)), why]);
      }
    }
  }
}

interface RemovalParts { db: Database; clock: Clock; log: Log; jobs: Job[]; jobBook: JobBook }

/** On a timer of its own: the account may be slow. */
export function createRecordRemovals(
  { db, clock, log, jobs, jobBook: book }: RemovalParts, remove: RemoveRecord,
): Repeated & { tick: () => Promise<void> } {
  const work = async (): Promise<void> => {
    const { removed, failed } = await removeRecords({ db, clock }, remove);
    if (removed > 0) log.info({ removed }, 'deleted recordings in the cloud whose calls are gone');
    if (failed.length > 0) log.warn({ failed: failed.length }, 'recordings could not be deleted in the cloud; it is tried again');
  };
  const job = new Job({ name: 'recordings-in-the-cloud', everyMs: EVERY_MS, book, work }, { clock, log });
  jobs.push(job);
  return { tick: () => job.run(), start: () => job.start(), stop: () => job.stop() };
}
