import { loadDeskBenches } from '../targets';
import { UserError } from '../user-error';
import { told } from '../desk/told';
import type { Bench, BenchRow } from './row';

const LOOK_UP_LIMIT_MS = 20;

/** A caller's number among a million customers in PostgreSQL, and a hundred thousand in PGlite. */
export const benchLookUps: Bench = async () => {
  const { benchLookUp, openDatabase, benchConfig } = await loadDeskBenches();
  const scope = { franchise: 'center', operator: 'op1', supervisor: false };
  const shared = { config: benchConfig(2), scope, lookUps: 5_000 };
  const inPostgres = await withPostgres(async (url) => {
    const database = await openDatabase({ url });
    return benchLookUp({ ...shared, database, name: 'PostgreSQL', customers: 1_000_000, limitMs: LOOK_UP_LIMIT_MS }).finally(() => database.close());
  });
  const pglite = await openDatabase({});
  const inProcess = await benchLookUp({ ...shared, database: pglite, name: 'PGlite', customers: 100_000, limitMs: null }).finally(() => pglite.close());
  return [...inPostgres, ...inProcess];
};

/** Two hundred operators and twenty calls a second at a desk in a process of its own, on PostgreSQL; a minute, with `full` ten. */
export const benchSoak: Bench = async ({ root, out }, { full, seconds = full ? 600 : 60, operators = 200, rate = 20 }) => {
  const { benchSoak: soak, checkJournal, startChildDesk, openDatabase } = await loadDeskBenches();
  return withPostgres(async (url) => {
    const desk = await startChildDesk({ root, place: url, operators });
    out.note(`${operators} operators, ${rate} calls a second, ${seconds} seconds …`);
    const rows = await soak({ desk, callsPerSecond: rate, seconds }).finally(() => desk.close());
    const database = await openDatabase({ url });
    const kept = await checkJournal(database, rate * seconds).finally(() => database.close());
    return [...rows, ...kept];
  });
};

/**
 * Calls at 10 a second while disk, database, desk and clocks fail in turn: ten minutes on each database. `seeds` is the
 * one that draws their order.
 */
export const benchChaos: Bench = async ({ root, out }, { seconds = 600, rate = 10, seeds = 1 }) => {
  const { startChaos } = await loadDeskBenches();
  const rows: BenchRow[] = [];
  for (const kind of ['PGlite', 'PostgreSQL'] as const) {
    out.note(`${kind}: ${rate} calls a second for ${seconds} seconds, misfortunes of seed ${seeds} …`);
    const run = startChaos(root, { kind, seconds, callsPerSecond: rate, seed: seeds });
    rows.push(...await run.catch((error: unknown) => { throw told(error, 'There is no chaos run'); }));
  }
  return rows;
};

/** With an empty database of a server of its own, which is gone afterwards. */
export async function withPostgres<T>(work: (url: string, server: { pid(): number }) => Promise<T>): Promise<T> {
  const { startPostgres } = await loadDeskBenches();
  const server = await startPostgres({ durable: true }).catch((cause: unknown) => {
    throw new UserError(`The bench needs a PostgreSQL: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  try {
    return await work(await server.createDatabase(), server);
  } finally {
    server.stop();
  }
}
