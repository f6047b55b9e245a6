import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { newCall, queued } from '../desk/support/calls';
import { startPostgres } from '../desk/support/postgres';
import { createWorld, type World } from '../desk/support/world';

async function worldOnPostgres(): Promise<{ world: World; admin: (sql: string) => Promise<unknown> }> {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const url = await server.createDatabase();
  const database = await openDatabase({ url });
  onTestFinished(() => database.close());
  const world = await createWorld(database);
  return {
    world,
    async admin(sql) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client.query(sql).finally(() => client.end());
    },
  };
}

const events = async (world: World, callId: string) => {
  const { statusCode, body } = await world.post(queued(newCall({ callId, startedAtMs: world.clock.now() })).batch());
  return [statusCode, statusCode === 503 ? (JSON.parse(body) as { message: string }).message : null];
};

test.each([
  ['a full disk', '53100', 'could not extend file'],
  ['a server that became read-only', '25006', 'cannot execute INSERT in a read-only transaction'],
])('A26 PostgreSQL with %s: 503 with a sentence, and 200 when it takes what is written again', async (_name, code, message) => {
  const { world, admin } = await worldOnPostgres();
  expect(await events(world, '1')).toEqual([200, null]);
  await admin(`create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '${code}', message = '${message}'; end $$`);
  await admin('create trigger refused before insert on call_events for each statement execute function refuse()');
  expect(await events(world, '2')).toEqual([503, 'The desk can save nothing now, its disk takes nothing; try again in a moment.']);
  await admin('drop trigger refused on call_events');
  expect(await events(world, '2')).toEqual([200, null]);
  expect(world.logged()).toContain("The desk's database takes nothing that is written");
});
