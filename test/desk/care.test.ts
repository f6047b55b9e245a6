import { expect, test } from 'vitest';
import { eraseCustomer } from '../../desk/care/erase-customer';
import { deleteOld } from '../../desk/care/retention';
import { drainOutbox, type StoredItems } from '../../desk/journal/outbox';
import { addSampleCustomers } from '../../desk/sample/add-sample';
import { abandoned, newCall, queued, talk } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld, type World } from './support/world';

/** What is left of anything, in every table. */
async function traces(world: World, word: string): Promise<string[]> {
  const tables = await world.database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const found = await Promise.all(tables.map(async ({ name }) => {
    const rows = await world.database.query(`select t::text as row from ${name} t`);
    return rows.some((row) => String(row['row']).includes(word)) ? [name] : [];
  }));
  return found.flat();
}

async function lived(world: World): Promise<string> {
  const page = await world.signIn('op1');
  const { body } = await page.ask('POST /api/customers', { body: { name: 'СЛЕД Анна', note: 'СЛЕД', numbers: [{ number: '8 916 123-45-67' }], saveId: 'c' } });
  await talk(world, { callId: '1', operator: 'op1' });
  await page.ask('PUT /api/calls/:callId/customer', { params: { callId: '1' }, body: { customerId: body.id } });
  await page.ask('POST /api/calls/:callId/wrap-up/save', {
    params: { callId: '1' }, body: { saveId: 's', comment: 'СЛЕД', customerId: body.id, savedAt: '2026-03-10T09:00:00Z' } });
  await talk(world, { callId: '2', operator: 'op2', from: '+79990000000' });
  await page.ask('PUT /api/listed-numbers', { body: { number: '8 916 123-45-67', list: 'blocked', note: 'СЛЕД' } });
  await page.ask('PUT /api/listed-numbers', { body: { number: '+79990000000', list: 'blocked', note: '' } });
  return body.id;
}

onBothDatabases(({ open }) => {
  test('one customer\'s traces are deleted everywhere, and nobody else\'s', async () => {
    const world = await createWorld(await open());
    const customerId = await lived(world);
    expect(await eraseCustomer(world.database, { franchise: 'center', region: 'RU', customerId, atMs: 1 })).toMatchObject({ customers: 1, calls: 1 });
    expect([await traces(world, 'СЛЕД'), await traces(world, '9161234567'), await traces(world, customerId)]).toEqual([[], [], []]);
    expect(await world.database.query('select call_id from calls')).toEqual([{ call_id: '2' }]);
    expect(await world.database.query('select number from listed_numbers')).toEqual([{ number: '+79990000000' }]);
  });

  test('a number alone stands for its customer; where several have it, nothing goes before one is named', async () => {
    const world = await createWorld(await open());
    const customerId = await lived(world);
    const page = await world.signIn('op1');
    const shared = await page.ask('POST /api/customers', { body: { name: 'Сестра', note: '', numbers: [{ number: '+7 495 765-43-21' }], saveId: 'd' } });
    await page.ask('POST /api/customers', { body: { name: 'Брат', note: '', numbers: [{ number: '+7 495 765-43-21' }], saveId: 'e' } });
    const byNumber = (number: string) => eraseCustomer(world.database, { franchise: 'center', region: 'RU', number, atMs: 1 });
    await expect(byNumber('84957654321')).rejects.toThrow(/^2 customers have this number \(.+, .+\)\. Say which one is meant: --customer ID\.$/);
    expect(await traces(world, 'Сестра')).not.toEqual([]);
    expect(await byNumber('8 916 123-45-67')).toMatchObject({ customers: 1, calls: 1 });
    expect([await traces(world, 'СЛЕД'), await traces(world, '9161234567'), await traces(world, customerId)]).toEqual([[], [], []]);
    expect(await eraseCustomer(world.database, { franchise: 'center', region: 'RU', number: '+74957654321', customerId: String(shared.body.id), atMs: 1 }))
      .toMatchObject({ customers: 1, calls: 0 });
    expect(await traces(world, 'Брат')).not.toEqual([]);
  });

  test('a number alone means a customer of the franchise, whoever has it elsewhere', async () => {
    const world = await createWorld(await open());
    const numbers = [{ number: '+7 495 765-43-21' }];
    const here = await (await world.signIn('op1')).ask('POST /api/customers', { body: { name: 'Здешняя', note: '', numbers, saveId: 'd' } });
    const there = await (await world.signIn('op4')).ask('POST /api/customers', { body: { name: 'Тамошняя', note: '', numbers, saveId: 'e' } });
    expect(await eraseCustomer(world.database, { franchise: 'center', region: 'RU', number: '84957654321', atMs: 1 })).toMatchObject({ customers: 1, calls: 0 });
    expect([await traces(world, String(here.body.id)), await traces(world, 'Здешняя')]).toEqual([[], []]);
    expect([await traces(world, String(there.body.id)), await traces(world, 'Тамошняя')]).not.toContainEqual([]);
  });

  test('the other franchise erases nothing here', async () => {
    const world = await createWorld(await open());
    const customerId = await lived(world);
    expect(await eraseCustomer(world.database, { franchise: 'north', region: 'RU', customerId, number: '+79161234567', atMs: 1 })).toMatchObject({ customers: 0, calls: 0 });
  });

  test('what is older than a franchise keeps it goes, whole', async () => {
    const world = await createWorld(await open());
    await lived(world);
    world.clock.advance(30 * 86_400_000 - 70_000);
    expect(await deleteOld(world.desk.services)).toBe(0);
    world.clock.advance(70_000);
    expect(await deleteOld(world.desk.services)).toBe(2);
    expect((await traces(world, '9161234567')).sort()).toEqual(['customer_numbers', 'listed_numbers']);
  });

  test('what was written about calls that the journal never heard of goes at the same age', async () => {
    const world = await createWorld(await open());
    const write = async (callId: string) => {
      const page = await world.signIn('op1');
      await page.ask('POST /api/calls/:callId/wrap-up/save', {
        params: { callId }, body: { saveId: `s-${callId}`, comment: 'СЛЕД', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
      await page.ask('PUT /api/calls/:callId/draft', { params: { callId: `d-${callId}` }, body: { comment: 'СЛЕД', customerId: null, revision: 1 } });
      await page.ask('POST /api/calls/:callId/wrap-up/open', { params: { callId: `w-${callId}` }, body: { endedBy: 'caller' } });
      // Closed here, so that the desk does not close it at its limit, at a moment of its own.
      await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params: { callId: `w-${callId}` }, body: {} });
    };
    await write('unheard');
    world.clock.advance(86_400_000);
    await write('later');
    world.clock.advance(29 * 86_400_000 - 1);
    expect(await deleteOld(world.desk.services)).toBe(0);
    world.clock.advance(2);
    expect(await deleteOld(world.desk.services)).toBe(3);
    expect([await traces(world, 'unheard'), (await traces(world, 'later')).sort()]).toEqual([[], ['call_entries', 'comments', 'drafts', 'saves', 'wrap_ups']]);
  });

  test('stored events are drained in order, once, and what is broken stays and is named', async () => {
    const world = await createWorld(await open());
    const call = abandoned(queued(newCall({ callId: '7', startedAtMs: world.clock.now() })));
    const items = new Map([
      ['out:7:2', JSON.stringify(call.batch(2))], ['out:7:1', JSON.stringify({ ...call.batch(), events: call.events.slice(0, 2) })],
      ['out:8:1', '{"broken'], ['out:9:1', JSON.stringify({ ...call.batch(), callId: '9' })],
    ]);
    const storage: StoredItems = {
      keys: async (prefix) => [...items.keys()].filter((key) => key.startsWith(prefix)),
      value: async (key) => items.get(key),
      remove: async (key) => { items.delete(key); },
    };
    const report = await drainOutbox(world.desk.services.journal, storage);
    expect([report.drained, report.kept.map(({ key }) => key), [...items.keys()]]).toEqual([2, ['out:8:1', 'out:9:1'], ['out:8:1', 'out:9:1']]);
    expect(await world.database.query('select reason from calls')).toEqual([{ reason: 'abandoned' }]);
  });

  test('sample customers: some hundred in each franchise, some sharing a number, once', async () => {
    const world = await createWorld(await open());
    expect(await addSampleCustomers(world.database, world)).toBeGreaterThan(300);
    expect(await addSampleCustomers(world.database, world)).toBe(0);
    const shared = await world.database.query('select e164 from customer_numbers where e164 is not null group by franchise, e164 having count(distinct customer_id) > 1');
    expect(shared.length).toBeGreaterThanOrEqual(2);
  });

  test('R10 the first batch is answered with what the desk remembers of the caller', async () => {
    const world = await createWorld(await open());
    await talk(world, { callId: '1', operator: 'op2' });
    await world.post(queued(newCall({ callId: '2', startedAtMs: world.clock.now() }))
      .tell({ kind: 'ended', atMs: 9, reason: 'unserved', detail: 'operator-lost', by: 'system', waitMs: 1, talkMs: 1, operator: null }).batch());
    world.clock.advance(60_000);
    await world.desk.services.presences.set({ franchise: 'center', operator: 'op2', supervisor: false }, { presence: 'ready', callId: null });
    const answer = await world.post(newCall({ callId: '3', startedAtMs: world.clock.now() }).batch());
    expect(answer.json()).toEqual({ accepted: 1, advice: { standing: 'returning', lastOperator: 'op2' } });
  });
});
