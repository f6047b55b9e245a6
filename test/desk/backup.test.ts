import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import type { Database } from '../../desk/database/port';
import { talk } from './support/calls';
import { freshPgliteFolder } from './support/pglite-template';
import { startPostgres } from './support/postgres';
import { createWorld } from './support/world';

const ALL = 'select call_id, reason, (select count(*) from call_events) as events from calls';

async function liveADay(database: Database): Promise<void> {
  const world = await createWorld(database);
  await talk(world, { callId: '1', operator: 'op1' });
  await world.desk.close();
}

function folderForTest(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('PostgreSQL: dumped while the desk runs, restored into an empty database', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const [from, to] = [await server.createDatabase(), await server.createDatabase()];
  const database = await openDatabase({ url: from });
  await liveADay(database);
  const dump = path.join(folderForTest(), 'desk.dump');
  execFileSync('pg_dump', ['--format=custom', `--file=${dump}`, from]);
  await database.close();
  execFileSync('pg_restore', ['--clean', '--if-exists', '--no-owner', `--dbname=${to}`, dump]);
  const restored = await openDatabase({ url: to });
  expect(await restored.query(ALL)).toEqual([{ call_id: '1', reason: 'completed', events: 6 }]);
  await restored.close();
});

test('PGlite: the folder of a stopped desk, copied, is the backup', async () => {
  const [folder, copy] = [await freshPgliteFolder(), path.join(folderForTest(), 'copy')];
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = await openDatabase({ folder });
  await liveADay(database);
  await database.close();
  cpSync(folder, copy, { recursive: true });
  const restored = await openDatabase({ folder: copy });
  expect(await restored.query(ALL)).toEqual([{ call_id: '1', reason: 'completed', events: 6 }]);
  await restored.close();
});

test('a folder belongs to one desk at a time', async () => {
  const folder = await freshPgliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = await openDatabase({ folder });
  await expect(openDatabase({ folder })).rejects.toThrow('already open in this process');
  await database.close();
  await (await openDatabase({ folder })).close();
});
