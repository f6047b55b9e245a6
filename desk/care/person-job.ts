import type { ErasureProtocol } from '../../contracts/desk-persons';
import { Mistake } from '../../contracts/desk-failures';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Database } from '../database/port';
import type { Log } from '../http/log';
import type { StoredItems } from '../journal/outbox';
import { eraseCustomer, type Erased } from './erase-customer';
import { exportPerson } from './export-person';
import { Job, reasonOf, within } from './job';
import type { Asked } from './person';
import { claimPerson, forgetDocuments, notePerson, TRY_HELD_MS, type Claimed, type Progress } from './person-requests';
import { LONGEST_REMOVAL_RETRY_MS, removeRecords, type RemoveRecord } from './record-removals';
import type { Repeated } from './repeat';
import { removeStoredEvents } from './stored-events';

/** What is asked of the account when a person is erased. */
export interface AccountSide {
  removeRecord: RemoveRecord;
  /** What sessions left in the application's storage, as it is now; null where the account has no such application. */
  storedItems: () => Promise<StoredItems | null>;
}
export interface PersonParts { db: Database; clock: Clock; config: Pick<DeskConfig, 'franchises'>; account: AccountSide | null }

/** Shorter than a try is held, so that no two work on one request. */
const TRY_LONGEST_MS = 2 * 60_000;
const AGAIN_MS = 60_000;
const AT_ONCE = 20;

/** Persons to be erased or exported, one after the other; one that fails stops no other. */
export function createPersonJob(parts: PersonParts & { log: Log; jobs: Job[] }): Repeated & { tick: () => Promise<void> } {
  const work = async (): Promise<void> => {
    await forgetDocuments(parts.db, parts.clock.now());
    for (let done = 0; done < AT_ONCE; done++) {
      const claimed = await claimPerson(parts.db, { nowMs: parts.clock.now(), hasAccount: parts.account !== null });
      if (!claimed) return;
      const { state, why } = await tryPerson(parts, claimed);
      const { franchise, requestId, kind } = claimed;
      parts.log.info({ franchise, requestId, kind, state, why }, 'a person was to be erased or exported');
    }
  };
  const job = new Job({ name: 'persons', everyMs: 1_000, work }, parts);
  parts.jobs.push(job);
  return { tick: () => job.run(), start: () => job.start(), stop: () => job.stop() };
}

/** One try; what it throws is noted, so that it is seen and, but for a mistake of whoever asked, tried again. */
export async function tryPerson(parts: PersonParts, claimed: Claimed): Promise<Progress & { cause?: unknown }> {
  const { clock, db } = parts;
  try {
    return await within({ clock, ms: TRY_LONGEST_MS }, () => (claimed.kind === 'export' ? handOut(parts, claimed) : erase(parts, claimed)));
  } catch (cause) {
    const isFinal = cause instanceof Mistake;
    const waitMs = Math.min(LONGEST_REMOVAL_RETRY_MS, AGAIN_MS * 2 ** Math.min(claimed.attempts - 1, 9));
    const progress: Progress = {
      state: isFinal ? 'failed' : 'running', nextAtMs: isFinal ? null : clock.now() + waitMs, why: reasonOf(cause), rest: claimed.rest,
    };
    await notePerson(db, claimed, { ...progress, atMs: clock.now() });
    return { ...progress, cause };
  }
}

async function handOut({ db, clock, config }: PersonParts, claimed: Claimed): Promise<Progress> {
  const done: Progress = { state: 'done', nextAtMs: null, why: null };
  await exportPerson(db, askedOf(config, claimed), (tx, document) => notePerson(tx, claimed, { ...done, document, atMs: clock.now() }));
  return done;
}

/** First in the desk, in one transaction with the note of it; then in the cloud, as often as it takes. */
async function erase(parts: PersonParts, claimed: Claimed): Promise<Progress> {
  const { db, clock } = parts;
  const { protocol, rest } = claimed.protocol === null ? await eraseInDesk(parts, claimed) : { protocol: claimed.protocol, rest: claimed.rest };
  claimed.rest = rest;
  const cleaned = await cleanCloud(parts, claimed, protocol);
  const isLeft = cleaned.protocol.recordingsLeft > 0;
  const progress: Progress = {
    state: isLeft ? 'running' : 'done', nextAtMs: isLeft ? clock.now() + AGAIN_MS : null, why: isLeft ? cleaned.why : null, protocol: cleaned.protocol, rest,
  };
  await notePerson(db, claimed, { ...progress, atMs: clock.now() });
  return progress;
}

async function eraseInDesk({ db, clock, config }: PersonParts, claimed: Claimed): Promise<{ protocol: ErasureProtocol; rest: Claimed['rest'] }> {
  const told = ({ person, ...erased }: Erased) => ({
    protocol: { ...erased, recordingsLeft: erased.recordings, cloud: null },
    rest: { callIds: person.callIds, numbers: person.numbers },
  });
  return told(await eraseCustomer(db, { ...askedOf(config, claimed), requestId: claimed.requestId, atMs: clock.now() }, (tx, erased) =>
    notePerson(tx, claimed, { state: 'running', nextAtMs: clock.now() + TRY_HELD_MS, why: null, ...told(erased), atMs: clock.now() })));
}

/** Recordings first: they wait for no storage that does not answer. */
async function cleanCloud(
  { db, clock, account }: PersonParts, { franchise, requestId, rest }: Claimed, before: ErasureProtocol,
): Promise<{ protocol: ErasureProtocol; why: string }> {
  if (account) await removeRecords({ db, clock }, account.removeRecord);
  const left = await db.query<{ attempts: number; last_error: string | null }>(
    'select attempts, last_error from record_removals where franchise = $1 and request_id = $2 order by attempts desc', [franchise, requestId]);
  const failed = left.flatMap(({ attempts, last_error }) => (last_error === null ? [] : [{ attempts, why: reasonOf(last_error) }]));
  const cloud = account && {
    recordings: { removed: before.recordings - left.length, failed },
    storedEvents: before.cloud?.storedEvents ?? await forgetStored(await account.storedItems(), rest),
  };
  return {
    protocol: { ...before, recordingsLeft: left.length, cloud },
    why: account ? failed[0]?.why ?? 'Another desk is deleting the recordings.' : NO_KEY,
  };
}

async function forgetStored(items: StoredItems | null, rest: Claimed['rest']): Promise<number> {
  return items ? removeStoredEvents(items, rest) : 0;
}

const NO_KEY = "The recordings wait for a desk that has the account's key, or for the command there.";

function askedOf({ franchises }: PersonParts['config'], { franchise, who }: Claimed): Asked {
  const region = Object.hasOwn(franchises, franchise) ? franchises[franchise]?.region : undefined;
  if (region === undefined) throw new Mistake(`The config has no franchise "${franchise}" any more.`);
  return { franchise, region, ...who };
}
