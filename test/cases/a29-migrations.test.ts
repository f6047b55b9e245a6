import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../desk/database/migrate';
import { MIGRATIONS } from '../../desk/database/migrations';
import { openDatabase } from '../../desk/database/open';
import { openPglite } from '../../desk/database/pglite';
import type { Database } from '../../desk/database/port';
import { openPostgres } from '../../desk/database/postgres';
import { searchIds } from '../../desk/directory/own-search';
import { startPostgres } from '../desk/support/postgres';

const SCOPE = { franchise: 'center', operator: 'op1', supervisor: false };

/** The database as a desk of that version left it, with as much in it as there could be. */
async function leave(database: Database, version: number, customers = 3): Promise<void> {
  await migrate(database, { migrations: MIGRATIONS.slice(0, version) });
  await database.query(
    `insert into call_events (event_id, franchise, call_id, seq, kind, at_ms, body, received_at) values ('1:1', 'center', '1', 1, 'started', 0, '{}', 1)`);
  await database.query(
    `insert into calls (call_id, franchise, from_number, from_raw, to_number, started_at, day, phase, queued, answered, wait_ms, talk_ms, offers, offered_to, last_heard_at)
     values ('1', 'center', '+79161234567', '', '+74951234567', 1, '2026-03-10', 'ended', true, true, 1, 1, '[]', '{}', 1)`);
  if (version >= 2) await database.query("insert into wrap_ups (franchise, call_id, operator, opened_at, warned, extensions) values ('center', '1', 'op1', 1, false, 0)");
  if (version < 3) return;
  await database.transaction((tx) => tx.query(
    `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at)
     select 'center', 'c' || n, 'Мария Иванова ' || n, 'мария иванова ' || n, '', 1, 1 from generate_series(1, $1::integer) as n`, [customers]), { unhurried: true });
}

describe.each(['PGlite', 'PostgreSQL'])('%s', (kind) => {
  let database: Database;
  let stop = (): void => undefined;
  beforeAll(async () => {
    if (kind === 'PGlite') return void (database = await openPglite({}));
    const started = await startPostgres();
    stop = () => started.stop();
    database = await openPostgres(await started.createDatabase());
  });
  afterAll(async () => {
    await database.close();
    stop();
  });

  test.each(MIGRATIONS.map(({ name }, index) => ({ name, version: index + 1 })))('A29 from $name, with what it held', async ({ version }) => {
    await database.query('drop schema public cascade');
    await database.query('create schema public');
    await leave(database, version);
    await migrate(database);
    expect(await database.query('select name from migrations order by name')).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
    expect(await database.query('select call_id, direction, records from calls')).toEqual([{ call_id: '1', direction: 'in', records: '[]' }]);
    expect(await database.query('select event_id from call_events')).toEqual([{ event_id: '1:1' }]);
    expect(await database.query('select call_id from wrap_ups')).toHaveLength(version >= 2 ? 1 : 0);
    expect((await searchIds(database, SCOPE, { query: 'ив мар', limit: 9, region: 'RU' })).ids).toHaveLength(version >= 3 ? 3 : 0);
  });
});

async function server() {
  const started = await startPostgres();
  onTestFinished(() => started.stop());
  return started;
}

/** So many take longer than this server gives a statement; `npm run long -- migrations` takes a million. */
const MANY = Number(process.env['VOX_MIGRATED'] ?? 60_000);
const HURRIED = '?statement_timeout=300';

test('A29 many customers at version 4, on a server that gives a statement little time: they are migrated, and the log says how far', async () => {
  const url = await (await server()).createDatabase();
  const left = await openPostgres(url);
  await leave(left, 4, MANY);
  await left.close();
  const notes: string[] = [];
  const database = await openDatabase({ url: `${url}${HURRIED}`, note: (text) => notes.push(text) });
  onTestFinished(() => database.close());
  const known = await database.transaction((tx) => tx.query('select count(distinct customer_id) as n from customer_words'), { unhurried: true });
  expect(known).toEqual([{ n: MANY }]);
  expect(notes[0]).toMatch(/^Migration 005-lists \(5 of \d+\): statement 1 of \d+$/);
  expect(notes).toContain(`Migration 005-lists: the words of customers' names, all ${MANY} rows.`);
}, 60_000 + MANY);

test('A29 a statement that takes longer than the server gives a statement is waited for', async () => {
  const url = await (await server()).createDatabase();
  const database = await openPostgres(`${url}${HURRIED}`);
  onTestFinished(() => database.close());
  const slow = 'select count(*) from generate_series(1, 8000000)';
  await expect(database.query(slow)).rejects.toThrow('does not answer');
  await migrate(database, { migrations: [...MIGRATIONS, { name: '999-slow', statements: [slow] }] });
  expect(await database.query("select name from migrations where name = '999-slow'")).toEqual([{ name: '999-slow' }]);
});

test('A29 broken off in its middle, it goes on there; desks that start together do it once', async () => {
  const url = await (await server()).createDatabase();
  const [one, two] = [await openPostgres(url), await openPostgres(url)];
  onTestFinished(async () => { await one.close(); await two.close(); });
  await leave(one, 4, 20_000);
  let steps = 0;
  const breaking: Database = { ...one, transaction: (work, how) => (steps++ < 3 ? one.transaction(work, how) : Promise.reject(new Error('killed'))) };
  await expect(migrate(breaking)).rejects.toThrow('killed');
  expect(await one.query('select rows, total from migration_fills')).toEqual([{ rows: 10_000, total: 20_000 }]);
  const notes: string[] = [];
  await Promise.all([migrate(one, { note: (text) => notes.push(text) }), migrate(two)]);
  expect(await one.query('select count(distinct customer_id) as n from customer_words')).toEqual([{ n: 20_000 }]);
  expect(await one.query('select name from migration_fills')).toEqual([]);
});

test('A29 a customer who is renamed while the names are filled in has the new words alone', async () => {
  const database = await openPglite({});
  onTestFinished(() => database.close());
  await leave(database, 4, 3);
  let steps = 0;
  const breaking: Database = { ...database, transaction: (work, how) => (steps++ < 1 ? database.transaction(work, how) : Promise.reject(new Error('killed'))) };
  await expect(migrate(breaking)).rejects.toThrow('killed');
  await database.query("update customers set name = 'Анна', name_folded = 'анна' where customer_id = 'c2'");
  await migrate(database);
  expect(await database.query("select word from customer_words where customer_id = 'c2'")).toEqual([{ word: 'анна' }]);
});
