import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { rmSync } from 'node:fs';
import { openDatabase } from '../../desk/database/open';
import { DatabaseDown, type Database } from '../../desk/database/port';
import { newCall, queued } from './support/calls';
import { freshPgliteFolder } from './support/pglite-template';
import { startPostgres, type TestServer } from './support/postgres';
import { createWorld, type TestPage, type World } from './support/world';

let server: TestServer;
beforeAll(async () => { server = await startPostgres(); });
afterAll(() => server.stop());

/** Reading, writing in a transaction, signing in, and a session's events. */
async function answers(world: World, page: TestPage) {
  const save = { saveId: 's', comment: 'x', customerId: null, savedAt: '2026-03-10T09:00:00Z' };
  const sent = [
    await page.raw({ method: 'GET', url: '/api/calls?scope=all' }),
    await page.raw({ method: 'POST', url: '/api/calls/1/wrap-up/save', payload: save }),
    await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: await world.token('op1'), cookie: false } }),
    await world.post(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })).batch()),
  ];
  return sent.map(({ statusCode, body }) => [statusCode, statusCode === 503 ? (JSON.parse(body) as { code: string; message: string }) : null]);
}
const DOWN = [503, { code: 'unavailable', message: "The desk's database does not answer; try again in a moment." }];

async function worldOn(database: Database): Promise<World> {
  onTestFinished(() => database.close());
  return createWorld(database);
}

test('a PostgreSQL that is gone: every answer is 503 with a sentence, and 200 once it is back', async () => {
  const world = await worldOn(await openDatabase({ url: await server.createDatabase() }));
  const page = await world.signIn('op1');
  server.pause();
  const gone = await answers(world, page);
  server.resume();
  expect(gone).toEqual([DOWN, DOWN, DOWN, DOWN]);
  await expect.poll(() => answers(world, page), { timeout: 20_000 }).toEqual([[200, null], [200, null], [200, null], [200, null]]);
  expect(world.logged()).toContain('ECONNREFUSED');
  expect(world.logged()).not.toContain('postgres://');
});

test('a PostgreSQL that cuts a transaction in its middle fails that transaction alone', async () => {
  const database = await openDatabase({ url: await server.createDatabase() });
  onTestFinished(() => database.close());
  const cut = database.transaction(async (tx) => {
    const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.query('select pg_terminate_backend($1::integer)', [own?.pid ?? 0]);
    // Until the other process is gone, and with it the connection's end is known here.
    await expect.poll(() => database.query('select 1 from pg_stat_activity where pid = $1::integer', [own?.pid ?? 0])).toEqual([]);
    await tx.query('select 1');
  });
  await expect(cut).rejects.toBeInstanceOf(DatabaseDown);
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a PGlite that is closed: 503 with the same sentence', async () => {
  const folder = await freshPgliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const world = await worldOn(await openDatabase({ folder }));
  const page = await world.signIn('op1');
  await world.database.close();
  expect(await answers(world, page)).toEqual([DOWN, DOWN, DOWN, DOWN]);
});
