import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../../../desk/bench/local-postgres';
import { openDatabase } from '../../../desk/database/open';
import { SHARED_POSTGRES } from '../../temp-folder';

interface Shared { pid: number; url: string; template: string }

/** A database of its own, migrated and empty, on the one server that all files of a run share: making a server takes seconds. */
export async function migratedDatabase(): Promise<string> {
  const { url, template } = await shared();
  const name = `desk_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return urlOf(url, name);
}

/** The first file that needs it starts it, test/temp-folder.ts ends it with the run. */
async function shared(): Promise<Shared> {
  const folder = path.join(tmpdir(), SHARED_POSTGRES);
  const said = path.join(folder, 'server.json');
  if (isFirst(folder)) {
    const written = JSON.stringify(await start(folder).catch((error: unknown) => ({ failure: String(error) })));
    writeFileSync(`${said}-`, written);
    renameSync(`${said}-`, said);
  }
  while (!existsSync(said)) await delay(50);
  const read = JSON.parse(readFileSync(said, 'utf8')) as Shared | { failure: string };
  if ('failure' in read) throw new Error(`PostgreSQL for the tests did not start: ${read.failure}`);
  return read;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o711 });
    return true;
  } catch {
    return false;
  }
}

async function start(folder: string): Promise<Shared> {
  // What is known of the size of a table would depend on when somebody last looked at it.
  const server = await startPostgres({ parent: folder, settings: '-c autovacuum=off' });
  const template = await server.createDatabase();
  await (await openDatabase({ url: template })).close();
  return { pid: server.pid(), url: urlOf(template, 'postgres'), template: new URL(template).pathname.slice(1) };
}

function urlOf(server: string, database: string): string {
  return Object.assign(new URL(server), { pathname: `/${database}` }).href;
}
