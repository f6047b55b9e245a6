import { randomUUID } from 'node:crypto';
import type { VoxConfig } from '../contracts/config';
import { Mistake } from '../contracts/desk-failures';
import type { ErasureProtocol, PersonDocument } from '../contracts/desk-persons';
import { exportPerson } from './care/export-person';
import { readJobs, type KeptJob } from './care/job-book';
import { tryPerson, type AccountSide } from './care/person-job';
import { askForPerson, claimPerson, listPersons, TRY_HELD_MS, type Who } from './care/person-requests';
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

type WhoWhere = Who & { franchise: string };

/**
 * Deletes one person's traces in a franchise, by customer id or by number, in the desk and in the cloud. What is interrupted, or
 * not done at once in the cloud, a desk goes on with; `recordingsLeft` are all of the franchise that are still to go.
 */
export async function eraseTraces(options: MaintainOptions, who: WhoWhere, account: AccountSide | null): Promise<ErasureProtocol> {
  regionOf(options, who);
  return withJournal(options, async ({ db, clock, config }) => {
    const asked = { ...who, requestId: randomUUID(), kind: 'erase', askedBy: null } as const;
    await askForPerson(db, asked, { nowMs: clock.now(), heldMs: TRY_HELD_MS });
    const claimed = await claimPerson(db, { nowMs: clock.now(), hasAccount: account !== null, only: asked });
    const { cause } = claimed ? await tryPerson({ db, clock, config, account }, claimed) : {};
    if (cause instanceof Error) throw cause;
    const [request] = await listPersons({ db, clock }, who.franchise, asked.requestId);
    if (!request?.protocol) throw new Mistake('A desk has begun to erase this person; its protocol stands under GET /api/person-requests.');
    const { left } = await one(db.query<{ left: number }>('select count(*) as left from record_removals where franchise = $1', [who.franchise]));
    return { ...request.protocol, recordingsLeft: left };
  });
}

/** All that is kept about one person, as one document. */
export async function exportTraces(options: MaintainOptions, who: WhoWhere): Promise<PersonDocument> {
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

function regionOf({ config: { franchises } }: MaintainOptions, { franchise, number }: WhoWhere): string {
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
