import { expect, test } from 'vitest';
import { migrate } from '../../desk/database/migrate';
import { MIGRATIONS } from '../../desk/database/migrations';
import { openPglite } from '../../desk/database/pglite';
import { openPostgres } from '../../desk/database/postgres';
import type { Database } from '../../desk/database/port';
import { answered, completed, newCall, offered, queued, talk } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { startErp } from '../desk/support/fake-erp';
import { goLive } from '../desk/support/live-page';
import { startPostgres } from '../desk/support/postgres';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type TestPage, type World } from '../desk/support/world';

const params = { callId: '1' };
const save = (page: TestPage, saveId: string, comment: string) =>
  page.ask('POST /api/calls/:callId/wrap-up/save', { params, body: { saveId, comment, customerId: null, savedAt: '2026-03-10T08:59:00.000Z' } });
const commentsOf = async (page: TestPage) => (await page.ask('GET /api/calls/:callId', { params })).body.comments;
const texts = async (page: TestPage) => (await commentsOf(page)).map(({ author, text }) => [author, text]);

/** op1 talks and gives the caller to op2, who talks to the end. */
async function handedOver(world: World): Promise<void> {
  const call = answered(offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() - 65_000 })), 'op1'), 'op1');
  call.tell({ kind: 'transferring', atMs: 20_000, operator: 'op1', to: { operator: 'op2' }, mode: 'blind' })
    .tell({ kind: 'transferred', atMs: 25_000, operator: 'op1', to: { operator: 'op2' } });
  await world.post(completed(call, 'op2').batch());
}

onBothDatabases(({ open }) => {
  test('A5 both texts stay, each with its author, in the order of arrival, wherever comments are shown', async () => {
    const world = await createWorld(await open());
    const [first, second] = [await world.signIn('op1'), await world.signIn('op2')];
    const { body: customer } = await first.ask('POST /api/customers', { body: { name: 'Анна', numbers: [], saveId: 'c' } });
    await handedOver(world);
    // The page's own times say the opposite: the order is that of the desk.
    await first.ask('POST /api/calls/:callId/wrap-up/save', {
      params, body: { saveId: 's1', comment: 'вернуть деньги', customerId: customer.id, savedAt: '2026-03-10T08:59:59.000Z' } });
    world.clock.advance(1_000);
    await save(second, 's2', '');
    await save(second, 's3', ' \u00a0\u200b\n');
    expect(await texts(second)).toEqual([['op1', 'вернуть деньги']]);
    world.clock.advance(1_000);
    await save(second, 's4', 'вернули');
    const both = [
      { author: 'op1', authorName: 'Оператор op1', text: 'вернуть деньги', at: '2026-03-10T09:00:00.000Z', editedAt: null, hidden: null },
      { author: 'op2', authorName: 'Оператор op2', text: 'вернули', at: '2026-03-10T09:00:02.000Z', editedAt: null, hidden: null },
    ];
    expect(await commentsOf(first)).toMatchObject(both);
    const { body: list } = await second.ask('GET /api/calls', { query: { scope: 'all' } });
    expect(list.items[0]).toMatchObject({ comment: 'вернули', comments: both });
    const { body: page } = await second.ask('GET /api/customers/:customerId', { params: { customerId: customer.id } });
    expect(page.calls).toMatchObject([{ callId: '1', comments: both }]);
    const csv = (await second.ask('GET /api/export/calls.csv', { query: { from: '2026-03-10', to: '2026-03-10' } })).body;
    expect(csv).toContain('"Оператор op1: вернуть деньги\nОператор op2: вернули"');
  });

  test('A5 a save that is tried again, with whatever text, is one comment', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await Promise.all([save(page, 's1', 'раз'), save(page, 's1', 'раз'), save(page, 's1', 'раз')]);
    await save(page, 's1', 'другое');
    expect(await texts(page)).toEqual([['op1', 'раз']]);
  });

  test('A5 only its author edits a comment, and a text is not edited away', async () => {
    const world = await createWorld(await open());
    const [author, colleague, chief] = [await world.signIn('op1'), await world.signIn('op2'), await world.signIn('chief1')];
    await talk(world, { callId: '1', operator: 'op1' });
    await save(author, 's1', 'до среды');
    const [{ id } = { id: '' }] = await commentsOf(author);
    const edit = async (page: TestPage, text: string, commentId = id) =>
      (await page.ask('PUT /api/calls/:callId/comments/:commentId', { params: { callId: '1', commentId }, body: { text } })).status;
    expect([await edit(colleague, 'x'), await edit(chief, 'x'), await edit(await world.signIn('op4'), 'x'), await edit(author, '  '), await edit(author, 'x', 'no')])
      .toEqual([403, 403, 404, 400, 404]);
    expect((await commentsOf(author))[0]).toMatchObject({ text: 'до среды', editedAt: null });
    expect(await edit(author, 'до четверга')).toBe(200);
    expect(await commentsOf(colleague)).toMatchObject([{ author: 'op1', text: 'до четверга', editedAt: '2026-03-10T09:00:00.000Z' }]);
  });

  test('A5 a supervisor hides a comment: it is kept, and shown to supervisors alone, also on the live channel', async () => {
    const world = await createWorld(await open());
    const [author, chief] = [await world.signIn('op1'), await world.signIn('chief1')];
    // The supervisor's page comes first: one frame is written for all.
    const [chiefsLive, operatorsLive] = [await goLive(world, 'chief1', 'b'), await goLive(world, 'op1', 'a')];
    await talk(world, { callId: '1', operator: 'op1' });
    await save(author, 's1', 'СКАЗАЛ ЛИШНЕЕ');
    await save(author, 's2', 'перезвонить');
    const [{ id } = { id: '' }] = await commentsOf(author);
    const hide = (page: TestPage, hidden: boolean) =>
      page.ask('POST /api/calls/:callId/comments/:commentId/hide', { params: { callId: '1', commentId: id }, body: { hidden } });
    expect([(await hide(author, true)).status, (await hide(await world.signIn('chief2'), true)).status]).toEqual([403, 404]);
    const [heard, chiefHeard] = [operatorsLive.texts.length, chiefsLive.texts.length];
    expect((await hide(chief, true)).status).toBe(200);
    expect(await texts(author)).toEqual([['op1', 'перезвонить']]);
    expect(await commentsOf(chief)).toMatchObject([{ text: 'СКАЗАЛ ЛИШНЕЕ', hidden: { by: 'chief1', at: '2026-03-10T09:00:00.000Z' } }, { hidden: null }]);
    const csv = (await chief.ask('GET /api/export/calls.csv', { query: { from: '2026-03-10', to: '2026-03-10' } })).body;
    expect([csv.includes('ЛИШНЕЕ'), csv.includes('перезвонить')]).toEqual([false, true]);
    world.clock.advance(500);
    await expect.poll(() => [operatorsLive, chiefsLive].map(({ texts: told }, index) => told.slice([heard, chiefHeard][index]).join().includes('перезвонить'))).toEqual([true, true]);
    expect([...operatorsLive.texts.slice(heard), ...chiefsLive.texts.slice(chiefHeard)].join()).not.toContain('ЛИШНЕЕ');
    expect((await author.ask('PUT /api/calls/:callId/comments/:commentId', { params: { callId: '1', commentId: id }, body: { text: 'x' } })).status).toBe(404);
    await hide(chief, false);
    expect(await texts(author)).toEqual([['op1', 'СКАЗАЛ ЛИШНЕЕ'], ['op1', 'перезвонить']]);
  });

  test('A5 who takes a caller over reads what the colleague wrote, saved or not', async () => {
    const world = await createWorld(await open());
    const [first, second] = [await world.signIn('op1'), await world.signIn('op2')];
    const notes = async (page: TestPage) => (await page.ask('GET /api/calls/:callId/comments', { params })).body;
    await first.ask('PUT /api/calls/:callId/draft', { params, body: { comment: 'вернуть деньги', customerId: null, revision: 1 } });
    expect(await notes(second)).toEqual({ comments: [], drafts: [
      { author: 'op1', authorName: 'Оператор op1', text: 'вернуть деньги', at: '2026-03-10T09:00:00.000Z' }] });
    expect([(await notes(first)).drafts, (await notes(await world.signIn('op4'))).drafts]).toEqual([[], []]);
    await save(first, 's1', 'вернуть деньги, обещано');
    expect(await notes(second)).toMatchObject({ comments: [{ author: 'op1', text: 'вернуть деньги, обещано' }], drafts: [] });
  });

  test('A5 an ERP gets the list beside the old field, and a changed or hidden text with a record of its own', async () => {
    const erp = await startErp();
    const center = sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: erp.url } });
    const world = await createWorld(await open(), {
      config: sampleConfig({ franchises: { center, north: sampleFranchise('north', '+78121234567') } }), keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
    const [first, second, chief] = [await world.signIn('op1'), await world.signIn('op2'), await world.signIn('chief1')];
    await handedOver(world);
    const push = async () => { await world.desk.tick(); return [...erp.records.values()].at(-1); };
    await first.ask('POST /api/calls/:callId/wrap-up/save', {
      params, body: { saveId: 's1', comment: 'вернуть деньги', customerId: 'c1', savedAt: '2026-03-10T08:59:00Z' } });
    await push();
    await save(second, 's2', '');
    expect(await push()).toMatchObject({ saveId: 's2', comment: '', comments: [{ author: 'op1', authorName: 'Оператор op1', text: 'вернуть деньги' }] });
    await first.ask('PUT /api/calls/:callId/comments/:commentId', { params: { callId: '1', commentId: 's1' }, body: { text: 'вернуть 100' } });
    expect(await push()).toMatchObject({ operator: 'op1', comment: 'вернуть 100', customerId: 'c1', comments: [{ id: 's1', text: 'вернуть 100', editedAt: '2026-03-10T09:00:00.000Z' }] });
    await chief.ask('POST /api/calls/:callId/comments/:commentId/hide', { params: { callId: '1', commentId: 's1' }, body: { hidden: true } });
    expect([await push(), erp.records.size]).toMatchObject([{ operator: 'chief1', comment: '', comments: [] }, 4]);
  });
});

/** A desk of the release before, with what was saved there. */
async function before(database: Database): Promise<void> {
  await database.query('create table migrations (name text primary key, at timestamptz not null default now())');
  for (const { name, statements } of MIGRATIONS.filter((migration) => migration.name < '006')) {
    for (const statement of statements) await database.query(statement);
    await database.query('insert into migrations (name) values ($1)', [name]);
  }
  const rows = [['s1', 'op1', 'первый', 20], ['s2', 'op2', '', 30], ['s3', 'op2', 'второй', 10]] as const;
  for (const [saveId, operator, comment, at] of rows) {
    await database.query(
      `insert into saves (franchise, save_id, call_id, operator, comment, saved_at, received_at) values ('center', $1, '1', $2, $3, 1, $4)`, [saveId, operator, comment, at]);
  }
}

test.each(['PGlite', 'PostgreSQL'] as const)('A5 what was saved before the list is in it, with its author, on %s', async (name) => {
  const server = name === 'PostgreSQL' ? await startPostgres() : undefined;
  const database = server ? await openPostgres(await server.createDatabase()) : await openPglite({});
  try {
    await before(database);
    await migrate(database);
    const world = await createWorld(database);
    await talk(world, { callId: '1', operator: 'op1' });
    const page = await world.signIn('op1');
    expect(await texts(page)).toEqual([['op2', 'второй'], ['op1', 'первый']]);
    await world.desk.close();
  } finally {
    await database.close();
    server?.stop();
  }
});
