import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { notify } from '../../desk/database/port';
import { startPostgres, type TestServer } from './support/postgres';

let server: TestServer;
beforeAll(async () => { server = await startPostgres(); });
afterAll(() => server.stop());

/** Connections of the desk that listen. */
async function listeners(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(
    "select count(*) as n from pg_stat_activity where application_name = 'vox-desk' and query like 'listen%'");
  await client.end();
  return Number(rows[0]?.n);
}

test('a PostgreSQL that goes and comes back: one listener again, and what was said meanwhile is asked anew', async () => {
  const url = await server.createDatabase();
  const errors: string[] = [];
  const database = await openDatabase({ url, onError: (error) => errors.push(error.message) });
  onTestFinished(() => database.close());
  const heard: string[] = [];
  let resumed = 0;
  database.onResume(() => { resumed++; });
  await database.listen('desk', (payload) => heard.push(payload));
  server.pause();
  // Several tries in vain, one after the other.
  await expect.poll(() => errors.filter((message) => message.includes('ECONNREFUSED')).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  const tries = errors.length;
  server.resume();
  await expect.poll(() => resumed, { timeout: 20_000 }).toBe(1);
  await notify(database, 'desk', 'back');
  await expect.poll(() => heard).toEqual(['back']);
  expect(tries).toBeLessThan(9);
  expect(await listeners(url)).toBe(1);
});
