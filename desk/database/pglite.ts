import { mkdirSync } from 'node:fs';
import { PGlite, types, type Transaction } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock';
import { DatabaseDown, withNews, type Database, type Row, type SqlValue } from './port';

/**
 * PostgreSQL inside this process, in a folder or, without one, in memory.
 * A folder belongs to one process at a time; a second one is refused, since two would destroy it.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const unlock = folder === undefined ? () => undefined : lockFolder(folder);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  try {
    const pglite = await PGlite.create({ dataDir: folder ?? 'memory://', parsers: { [types.INT8]: Number } });
    return wrap(pglite, unlock);
  } catch (cause) {
    unlock();
    throw new Error(`The desk's database in ${folder ?? 'memory'} does not open.`, { cause });
  }
}

function wrap(pglite: PGlite, unlock: () => void): Database {
  const run = async <R extends Row>(on: Pick<Transaction, 'query'>, sql: string, values: readonly SqlValue[]) =>
    (await on.query<R>(sql, [...values])).rows;
  const whileOpen = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => {
    throw pglite.closed ? new DatabaseDown(error) : error;
  });
  let closed: Promise<void> | undefined;
  return {
    query: (sql, values = []) => whileOpen(run(pglite, sql, values)),
    transaction: (work) =>
      whileOpen(pglite.transaction((tx) => withNews({ query: (sql, values = []) => run(tx, sql, values) }, work))),
    listen: async (channel, onPayload) => {
      const deafen = await pglite.listen(channel, onPayload);
      return async () => { if (!pglite.closed) await deafen(); };
    },
    onResume: () => undefined,
    close: () => (closed ??= pglite.close().finally(unlock)),
  };
}
