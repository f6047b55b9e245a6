import { MIGRATIONS } from './migrations';
import type { Database, Queryable } from './port';

/** Any number that no other program on the same server takes. */
const LOCK = 74_951_234;

/**
 * Runs the migrations that this database has not seen, in order, each in its transaction.
 * Two desks that start together wait for each other. A database from the future is refused.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query('create table if not exists migrations (name text primary key, at timestamptz not null default now())');
    const done = await tx.query<{ name: string }>('select name from migrations order by name');
    refuseUnknown(done.map(({ name }) => name));
    for (const migration of MIGRATIONS) {
      if (!done.some(({ name }) => name === migration.name)) await run(tx, migration);
    }
  });
}

async function run(tx: Queryable, migration: { name: string; statements: readonly string[] }): Promise<void> {
  for (const statement of migration.statements) await tx.query(statement);
  await tx.query('insert into migrations (name) values ($1)', [migration.name]);
}

function refuseUnknown(done: readonly string[]): void {
  const unknown = done.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new Error(`The database was written by a newer desk (${unknown.join(', ')}). Start that version, or restore a backup.`);
}
