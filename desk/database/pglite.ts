import { mkdirSync } from 'node:fs';
import { PGlite, types, type Transaction } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock';
import type { Database, Queryable, Row, SqlValue } from './port';

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
  let closed: Promise<void> | undefined;
  return {
    query: (sql, values = []) => run(pglite, sql, values),
    transaction: (work) =>
      pglite.transaction((tx) => {
        const queryable: Queryable = { query: (sql, values = []) => run(tx, sql, values) };
        return work(queryable);
      }),
    listen: (channel, onPayload) => pglite.listen(channel, onPayload),
    onResume: () => undefined,
    close: () => (closed ??= pglite.close().finally(unlock)),
  };
}
