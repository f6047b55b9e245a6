import type { VoxConfig } from '../contracts/config';
import { Mistake } from '../contracts/desk-failures';
import { eraseCustomer, type ErasureReport } from './care/erase-customer';
import { exportPerson, type PersonDocument } from './care/export-person';
import { readJobs, type KeptJob } from './care/job-book';
import { removeRecords, type Removed, type RemoveRecord } from './care/record-removals';
import { removeStoredEvents } from './care/stored-events';
import { machineClock } from './clock';
import { deskConfigFrom } from './config-from';
import { clockOver } from './database-clock';
import { openDatabase } from './database/open';
import { one } from './database/port';
import { openPostgres } from './database/postgres';
import { drainOutbox, type DrainReport, type StoredItems } from './journal/outbox';
import { createJournal, type JournalParts } from './journal/receive';
import { reconcileCalls, type ReconcileReport, type SessionHistory } from './journal/reconcile';
import { createSeal } from './journal/seal';
import { readNumber } from './lookup/number';

/** Where a command finds the desk's data; on PGlite the desk itself must be stopped, on PostgreSQL it may run. */
export interface MaintainOptions {
  config: VoxConfig;
  environment: string;
  env: Readonly<Record<string, string | undefined>>;
  databaseFolder?: string;
}

/** `vox outbox drain`: what sessions left in the application's storage, into the journal. */
export function drainStoredEvents(options: MaintainOptions, items: StoredItems): Promise<DrainReport> {
  return withJournal(options, (parts) => drainOutbox(createJournal(parts), items));
}

/** `vox calls reconcile`: closes calls whose session was killed. */
export function closeLostCalls(options: MaintainOptions, history: SessionHistory): Promise<ReconcileReport> {
  return withJournal(options, (parts) => reconcileCalls({ ...parts, journal: createJournal(parts) }, history));
}

type Who = { franchise: string; number?: string; customerId?: string };

/** What a command that erases may ask the account for. */
export interface AccountSide { removeRecord: RemoveRecord; items: StoredItems }

/** What was deleted where; `cloud` is null where the account was not there to be asked. */
export interface ErasureProtocol extends ErasureReport {
  cloud: { recordings: Removed; storedEvents: number } | null;
  /** Recordings that a desk with the account's key is still to delete. */
  recordingsLeft: number;
}

/** Deletes one person's traces in a franchise, by customer id or by number, in the desk and in the cloud. */
export async function eraseTraces(options: MaintainOptions, who: Who, account: AccountSide | null): Promise<ErasureProtocol> {
  const region = regionOf(options, who);
  return withJournal(options, async ({ db, clock }) => {
    const { person, ...report } = await eraseCustomer(db, { ...who, region, atMs: clock.now() });
    const cloud = account && {
      recordings: await removeRecords({ db, clock }, account.removeRecord),
      storedEvents: await removeStoredEvents(account.items, person),
    };
    const { left } = await one(db.query<{ left: number }>('select count(*) as left from record_removals where franchise = $1', [who.franchise]));
    return { ...report, cloud, recordingsLeft: left };
  });
}

/** All that is kept about one person, as one document. */
export async function exportTraces(options: MaintainOptions, who: Who): Promise<PersonDocument> {
  const region = regionOf(options, who);
  return withJournal(options, ({ db }) => exportPerson(db, { ...who, region }));
}

/** The jobs that desks share on a PostgreSQL, by name; null before its first desk. Changes nothing there. */
export async function readSharedJobs(url: string): Promise<Record<string, KeptJob> | null> {
  const db = await openPostgres(url, { connections: 1 });
  try {
    const { kept, now } = await one(db.query<{ kept: boolean; now: number }>(
      "select to_regclass('jobs') is not null as kept, (extract(epoch from clock_timestamp()) * 1000)::bigint as now"));
    return kept ? Object.fromEntries(await readJobs({ db, nowMs: now })) : null;
  } finally {
    await db.close();
  }
}

function regionOf({ config: { franchises } }: MaintainOptions, { franchise, number }: Who): string {
  const region = Object.hasOwn(franchises, franchise) ? franchises[franchise]?.region : undefined;
  if (region === undefined) throw new Mistake(`There is no franchise "${franchise}" in the config; it has: ${Object.keys(franchises).join(', ')}.`);
  if (number !== undefined && readNumber(number, region).digits === '') throw new Mistake(`"${number}" is no telephone number.`);
  return region;
}

async function withJournal<T>(options: MaintainOptions, work: (parts: JournalParts) => Promise<T>): Promise<T> {
  const { env, databaseFolder } = options;
  const url = env['DATABASE_URL'];
  if (!url && !databaseFolder) throw new Mistake('Say where the desk\'s data is: set DATABASE_URL, or name its folder.');
  // Logins are not needed here, so the account's name may lack.
  const config = deskConfigFrom({ ...options, local: false, accountName: 'unnamed' });
  const db = await openDatabase({ ...(url ? { url } : {}), ...(databaseFolder ? { folder: databaseFolder } : {}) });
  try {
    const { clock, stop } = await clockOver(db, { isShared: url !== undefined, machine: machineClock });
    return await work({ db, clock, config, seal: createSeal(env['OPERATOR_KEY'] ?? '') }).finally(stop);
  } finally {
    await db.close();
  }
}
