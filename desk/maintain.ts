import type { VoxConfig } from '../contracts/config';
import { eraseCustomer, type ErasureReport } from './care/erase-customer';
import { machineClock } from './clock';
import { deskConfigFrom } from './config-from';
import { openDatabase } from './database/open';
import { drainOutbox, type DrainReport, type StoredItems } from './journal/outbox';
import { createJournal, type JournalParts } from './journal/receive';
import { reconcileCalls, type ReconcileReport, type SessionHistory } from './journal/reconcile';
import { createSeal } from './journal/seal';

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

/** Deletes one person's traces in a franchise, by customer id or by number. */
export function eraseTraces(
  options: MaintainOptions, who: { franchise: string; number?: string; customerId?: string },
): Promise<ErasureReport> {
  const region = options.config.franchises[who.franchise]?.region;
  if (region === undefined) throw new Error(`There is no franchise ${who.franchise} in the config.`);
  return withJournal(options, ({ db }) => eraseCustomer(db, { ...who, region }));
}

async function withJournal<T>(options: MaintainOptions, work: (parts: JournalParts) => Promise<T>): Promise<T> {
  const { env, databaseFolder } = options;
  const url = env['DATABASE_URL'];
  if (!url && !databaseFolder) throw new Error('Say where the desk\'s data is: set DATABASE_URL, or name its folder.');
  // Logins are not needed here, so the account's name may lack.
  const config = deskConfigFrom({ ...options, local: false, accountName: 'unnamed' });
  const db = await openDatabase({ ...(url ? { url } : {}), ...(databaseFolder ? { folder: databaseFolder } : {}) });
  try {
    return await work({ db, clock: machineClock, config, seal: createSeal(env['OPERATOR_KEY'] ?? '') });
  } finally {
    await db.close();
  }
}
