import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eraseCustomer } from '../../desk/care/erase-customer';
import { exportPerson } from '../../desk/care/export-person';
import { PLACES } from '../../desk/care/places';
import { machineClock } from '../../desk/clock';
import { openDatabase } from '../../desk/database/open';
import type { Database } from '../../desk/database/port';
import { createJournal } from '../../desk/journal/receive';
import { createSeal } from '../../desk/journal/seal';
import { idlePlatform } from '../../emulator/management/platform-view';
import { startProject } from '../apply/project';
import { run } from '../cli/command-context';
import { answered, completed, newCall, offered, queued, talk, type TestCall } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { freshPgliteFolder } from '../desk/support/pglite-template';
import { sampleConfig } from '../desk/support/sample-config';
import { createWorld, type TestPage, type World } from '../desk/support/world';

const ANNA = '+79161234567';
const RECORD = 'https://storage.voximplant.com/records/anna.mp3';

/** What is left of `word` in any table but the list of recordings that are still to go. */
async function traces(database: Database, word: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query(`select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`, [word]);
    if (row && name !== 'record_removals') found.push(name);
  }
  return found.sort();
}

const ended = (call: TestCall, records: string[] = []): TestCall => {
  completed(answered(offered(queued(call), 'op1'), 'op1'), 'op1');
  const last = call.events.at(-1);
  if (last?.kind === 'ended') last.records = records;
  return call;
};
const outgoing = (world: World, callId: string, to: string): TestCall => {
  const call = newCall({ callId, from: '+74951234567', to, startedAtMs: world.clock.now() - 65_000 });
  const [started] = call.events;
  if (started?.kind === 'started') Object.assign(started, { direction: 'out', operator: 'op1' });
  return ended(call);
};
const save = (page: TestPage, callId: string, comment: string) => page.ask('POST /api/calls/:callId/wrap-up/save', {
  params: { callId }, body: { saveId: `s-${callId}`, comment, customerId: null, savedAt: '2026-03-10T09:00:00Z' } });

/** Anna in every place that keeps people, and somebody else's call that was handed over to her. */
async function lived(world: World): Promise<{ page: TestPage }> {
  const page = await world.signIn('op1');
  await world.post(ended(newCall({ callId: 'in', startedAtMs: world.clock.now() - 65_000 }), [RECORD]).batch());
  await world.post(outgoing(world, 'out', ANNA).batch());
  await world.post(outgoing(world, 'out-bare', ANNA.slice(1)).batch());
  for (const [callId, fromRaw] of [['raw', '8 (916) 123-45-67 доб. 9'], ['raw-short', '123-45-67'], ['raw-plus8', '+8 916 1234567']] as const) {
    await world.post(ended(newCall({ callId, from: null, fromRaw, startedAtMs: world.clock.now() - 65_000 })).batch());
  }
  for (const callId of ['in', 'out', 'raw']) await save(page, callId, 'СЛЕД');
  await page.ask('PUT /api/calls/:callId/draft', { params: { callId: 'in' }, body: { comment: 'СЛЕД', customerId: null, revision: 1 } });
  await page.ask('PUT /api/listed-numbers', { body: { number: ANNA, list: 'blocked', note: 'СЛЕД' } });
  const other = newCall({ callId: 'other', from: '+79990000000', startedAtMs: world.clock.now() - 65_000 });
  answered(offered(queued(other), 'op1'), 'op1').tell({ kind: 'transferring', atMs: 20_000, operator: 'op1', to: { number: ANNA }, mode: 'blind' });
  await world.post(other.batch());
  await world.database.query(
    `insert into transfers (franchise, transfer_id, call_id, operator, mode, to_number, state, opened_at, live) values ('center', 't', 'other', 'op1', 'blind', $1, 'done', 1, false)`, [ANNA]);
  const asks = newCall({ callId: 'asks', from: '+79990000000', startedAtMs: world.clock.now() });
  await world.post(asks.tell({ kind: 'ended', atMs: 9, reason: 'callback', detail: 'requested', by: 'system', waitMs: 1, talkMs: 0, operator: null }).batch());
  await world.database.query(`update callbacks set number = $1 where call_id = 'asks'`, [ANNA]);
  await world.database.query(`insert into presences (franchise, operator, presence, call_id, since, seen_at) values ('center', 'op1', 'wrap-up', 'in', 1, 1)
    on conflict (franchise, operator) do update set call_id = excluded.call_id`);
  return { page };
}

onBothDatabases(({ open }) => {
  test('A6 nobody is left of who is erased by number: any direction, notation, hand-over, list, payload', async () => {
    const world = await createWorld(await open());
    const { page } = await lived(world);
    const { tables, calls, recordings } = await eraseCustomer(world.database, { franchise: 'center', region: 'RU', number: '8-916-123-45-67', atMs: world.clock.now() });
    expect([calls, recordings, tables['comments'], tables['transfers'], tables['callbacks'], tables['listed_numbers'], tables['presences']]).toEqual([6, 1, 3, 1, 1, 1, 1]);
    for (const word of ['СЛЕД', '9161234567', '123-45-67', '916 1234567']) expect([word, await traces(world.database, word)]).toEqual([word, []]);
    expect((await world.database.query('select call_id from calls order by call_id')).map((row) => row['call_id'])).toEqual(['asks', 'other']);
    expect((await page.ask('GET /api/calls/:callId', { params: { callId: 'other' } })).body.timeline.some(({ kind }) => kind === 'transferring')).toBe(true);
    // What an offline page or a cut-off session brings late is not kept.
    await save(page, 'in', 'СЛЕД');
    await page.ask('PUT /api/calls/:callId/draft', { params: { callId: 'in' }, body: { comment: 'СЛЕД', customerId: null, revision: 9 } });
    await world.post(ended(newCall({ callId: 'in', startedAtMs: world.clock.now() })).batch());
    expect([await traces(world.database, 'СЛЕД'), await traces(world.database, '9161234567')]).toEqual([[], []]);
  });

  test('A6 a customer with a local number and an extension goes with the calls that a look-up would give them, and no others', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const create = async (name: string, ...numbers: string[]) =>
      (await page.ask('POST /api/customers', { body: { name, numbers: numbers.map((number) => ({ number })), saveId: `c-${numbers.length}-${numbers[0]?.length ?? 0}` } })).body.id;
    const id = await create('СЛЕД', '765-43-21', '8 495 555-12-34 доб. 12');
    await create('Чужая', '+7 812 765-43-21');
    for (const [callId, from] of [['local', '+74957654321'], ['extension', '+74955551234'], ['foreign', '+78127654321'], ['nobody', '+74957654322']] as const) {
      await talk(world, { callId, operator: 'op1', from });
    }
    await talk(world, { callId: 'chosen', operator: 'op1', from: null, fromRaw: 'anonymous' });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: 'chosen' }, body: { customerId: id } });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: 'nobody' }, body: { customerId: id } });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: 'nobody' }, body: { customerId: null } });
    expect(await eraseCustomer(world.database, { franchise: 'center', region: 'RU', customerId: id, atMs: 1 })).toMatchObject({ customers: 1, calls: 3 });
    expect((await world.database.query('select call_id from calls order by call_id')).map((row) => row['call_id'])).toEqual(['foreign', 'nobody']);
    expect([await traces(world.database, id), await traces(world.database, 'СЛЕД'), await traces(world.database, 'anonymous')]).toEqual([[], [], []]);
  });

  test('A6 everything about a person comes as one document, which holds what erasing deletes', async () => {
    const world = await createWorld(await open());
    await lived(world);
    const who = { franchise: 'center', region: 'RU', number: ANNA };
    const document = await exportPerson(world.database, who);
    const { tables } = await eraseCustomer(world.database, { ...who, atMs: 1 });
    const rows = Object.fromEntries(Object.entries(document.tables).map(([table, found]) => [table, found.length]));
    const { presences, ...deleted } = tables;
    expect([rows, presences]).toEqual([{ ...deleted, call_events: (deleted['call_events'] ?? 0) - 1 }, 1]);
    expect(document.tables['calls']?.find((row) => row['call_id'] === 'in')).toMatchObject({ from_number: ANNA, records: [RECORD] });
    expect(document.tables['comments']?.map((row) => row['body'])).toEqual(['СЛЕД', 'СЛЕД', 'СЛЕД']);
    expect(await exportPerson(world.database, who)).toMatchObject({ tables: {} });
  });

  test.each(['[перезвонить', '{"a": 1}', '"', 'null'])('A6 a comment is exported as it was written, though it looks like something else: %s', async (comment) => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await world.post(ended(newCall({ callId: 'in', startedAtMs: world.clock.now() - 65_000 })).batch());
    await page.ask('POST /api/calls/:callId/wrap-up/save', { params: { callId: 'in' }, body: { saveId: 's', comment, customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    expect((await exportPerson(world.database, { franchise: 'center', region: 'RU', number: ANNA })).tables['comments']).toMatchObject([{ body: comment }]);
  });

  test('A6 every table of a franchise is one that erasing goes over, or one that keeps nobody', async () => {
    const rows = await (await open()).query<{ name: string }>(
      "select distinct table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'franchise'");
    const nobody = ['erased_calls', 'leaderships', 'person_requests', 'presences', 'record_removals', 'sessions'];
    expect(rows.map(({ name }) => name).filter((name) => !nobody.includes(name) && !PLACES.some(({ table }) => table === name))).toEqual([]);
  });

  test('A6 recordings go in the cloud too, of erased calls and of old ones; what fails is tried again and stops no other', async () => {
    const database = await open();
    const asked: string[] = [];
    let broken = true;
    const world = await createWorld(database, { removeRecord: async (address) => {
      asked.push(address);
      if (broken && address.endsWith('bad.mp3')) throw new Error('HTTP 500');
    } });
    await world.post(ended(newCall({ callId: '1', startedAtMs: world.clock.now() - 65_000 }), [RECORD.replace('anna', 'bad'), RECORD]).batch());
    world.clock.advance(31 * 86_400_000);
    const left = async () => { await world.desk.tick(); return database.query('select address, attempts from record_removals'); };
    await expect.poll(left).toEqual([{ address: RECORD.replace('anna', 'bad'), attempts: 1 }]);
    broken = false;
    world.clock.advance(120_000);
    await expect.poll(left).toEqual([]);
    expect([...asked].sort()).toEqual([RECORD, RECORD.replace('anna', 'bad'), RECORD.replace('anna', 'bad')]);
  });
});

test('A6 vox customers erase ends in a protocol of what was deleted where, and export gives the document before', async () => {
  const deleted: string[] = [];
  const platform = { ...idlePlatform(), deleteRecord: (address: string) => address === RECORD && deleted.push(address) > 0 };
  const project = await startProject({ platform });
  onTestFinished(async () => {
    await project.server.close();
    rmSync(project.root, { recursive: true, force: true });
  });
  const { applicationId } = await project.client.Applications.addApplication({ applicationName: 'calls' });
  const folder = path.join(project.root, '.vox/desk');
  cpSync(await freshPgliteFolder(), folder, { recursive: true });
  const db = await openDatabase({ folder });
  const journal = createJournal({ db, clock: machineClock, config: sampleConfig(), seal: createSeal('o'.repeat(32)) });
  const calls = [['1', RECORD], ['2', 'https://storage.voximplant.com/records/gone.mp3']] as const;
  for (const [callId, record] of calls) await journal.receive(ended(newCall({ callId, startedAtMs: Date.now() - 65_000 }), [record]).batch());
  await db.close();
  const key = 'out:9:1';
  const value = JSON.stringify(newCall({ callId: '9', startedAtMs: Date.now() }).batch());
  project.account.keyValues.set(`${applicationId}/${key}`, { applicationId, key, value, expiresMs: Infinity });
  const customers = (...args: string[]) => run(['customers', ...args], { root: project.root });
  const unknown = await customers('erase', '--franchise', 'nope', '--number', ANNA, '--yes');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('There is no franchise "nope" in the config')]);
  const told = await customers('export', '--franchise', 'center', '--number', '8 916 123 45 67');
  expect([told.code, Object.keys((JSON.parse(told.stdout) as { tables: object }).tables)]).toEqual([0, ['call_entries', 'wrap_ups', 'call_events', 'calls'].filter((name) => told.stdout.includes(`"${name}"`))]);
  const erased = await customers('erase', '--franchise', 'center', '--number', '8 916 123 45 67', '--yes', '--json');
  expect([erased.code, JSON.parse(erased.stdout)]).toMatchObject([0, { calls: 2, recordings: 2, recordingsLeft: 0, cloud: { recordings: { removed: 2, failed: [] }, storedEvents: 1 } }]);
  expect([deleted, project.account.keyValues.size]).toEqual([[RECORD], 0]);
  expect((await customers('erase', '--franchise', 'center', '--number', '8 916 123 45 67', '--yes')).stdout)
    .toBe('0 customers and 0 calls erased in center. Deleted or freed of the person:\n  cloud, recordings: 0 deleted, 0 were known of these calls\n  cloud, undelivered call events: 0\n');
});
