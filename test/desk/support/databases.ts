import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { openDatabase } from '../../../desk/database/open';
import type { Database } from '../../../desk/database/port';
import { freshPgliteFolder } from './pglite-template';
import { migratedDatabase } from './shared-postgres';

export interface DatabaseKind {
  name: 'PGlite' | 'PostgreSQL';
  /** Migrated and empty. One for all tests of the suite: making a PGlite takes seconds. */
  open: () => Promise<Database>;
}

/** The suite once for each database the desk runs on. */
export function onBothDatabases(suite: (kind: DatabaseKind) => void): void {
  describe('PGlite', () => suite({ name: 'PGlite', open: sharedDatabase(openFreshPglite) }));
  // A mutant is the same on both, and a server for each would take hours.
  if (process.env['VOX_MUTATE']) return;
  describe('PostgreSQL', () => {
    suite({ name: 'PostgreSQL', open: sharedDatabase(async () => openDatabase({ url: await migratedDatabase() })) });
  });
}

/** PGlite alone, for what does not touch SQL's differences. */
export function onPglite(suite: (kind: DatabaseKind) => void): void {
  suite({ name: 'PGlite', open: sharedDatabase(openFreshPglite) });
}

async function openFreshPglite(): Promise<Database> {
  const folder = await freshPgliteFolder();
  usedFolders.push(folder);
  return openDatabase({ folder });
}
const usedFolders: string[] = [];

function sharedDatabase(make: () => Promise<Database>): () => Promise<Database> {
  let made: Promise<Database> | undefined;
  afterAll(async () => {
    await (await made)?.close();
    for (const folder of usedFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return async () => {
    made ??= make();
    const database = await made;
    await empty(database);
    return database;
  };
}

/** A truncation makes the files of each table and index anew; deleting the few rows of a test is many times cheaper. */
const LARGE_BYTES = 100_000;

async function empty(database: Database): Promise<void> {
  const tables = await database.query<{ name: string; size: number }>(
    `select tablename as name, pg_relation_size(tablename::regclass)::int as size from pg_tables
     where schemaname = 'public' and tablename <> 'migrations'`);
  const large = tables.filter(({ size }) => size > LARGE_BYTES);
  const small = tables.filter(({ size }) => size > 0 && size <= LARGE_BYTES);
  if (large.length > 0) await database.query(`truncate ${large.map(({ name }) => name).join(', ')}`);
  // One statement: whatever refers to whatever is gone at its end.
  if (small.length > 0) await database.query(`with ${small.map(({ name }, index) => `gone_${index} as (delete from ${name})`).join(', ')} select 1`);
}
