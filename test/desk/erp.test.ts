import { expect, test } from 'vitest';
import { createBreaker } from '../../desk/directory/breaker';
import { erpCheck } from '../../desk/directory/erp-check';
import { createErpClient } from '../../desk/directory/erp-client';
import { DirectoryDown } from '../../desk/directory/port';
import { pushToErp } from '../../desk/directory/erp-push';
import { createErpClients } from '../../desk/directory/erp';
import { erpCustomers } from '../../desk/directory/erp-schema';
import type { Database } from '../../desk/database/port';
import { talk } from './support/calls';
import { onBothDatabases, onPglite } from './support/databases';
import { startErp, type ErpMood, type TestErp } from './support/fake-erp';
import { createManualClock } from './support/manual-clock';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from './support/sample-config';
import { createWorld, type TestPage, type World } from './support/world';

async function withErp(database: Database): Promise<{ world: World; erp: TestErp; page: TestPage }> {
  const erp = await startErp();
  const config = sampleConfig({ franchises: {
    center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: erp.url } }),
    north: sampleFranchise('north', '+78121234567'),
  } });
  const world = await createWorld(database, { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
  return { world, erp, page: await world.signIn('op1') };
}
const lookUp = async (page: TestPage) => (await page.ask('POST /api/look-up', { body: { number: '8 916 123-45-67', callId: null } })).body;
const save = (page: TestPage, saveId: string) => page.ask('POST /api/calls/:callId/wrap-up/save', {
  params: { callId: '1' }, body: { saveId, comment: 'текст', customerId: 'c1', savedAt: '2026-03-10T09:00:00Z' } });

onBothDatabases(({ open }) => {
  test('customers come from the ERP, each once, with its own page; new ones are made there', async () => {
    const { page } = await withErp(await open());
    expect(await lookUp(page)).toMatchObject({ state: 'found', customers: [{ id: 'c1', name: 'Анна', pageUrl: 'https://erp.example/c1' }] });
    expect((await page.ask('GET /api/me')).body.customers).toEqual({ source: 'erp', creationUrl: 'https://erp.example/new?tel={number}' });
    const created = await page.ask('POST /api/customers', { body: { name: 'x', numbers: [], saveId: 's' } });
    expect([created.status, created.body]).toEqual([409, expect.objectContaining({ code: 'elsewhere' })]);
  });

  test.each<ErpMood>(['down', 'nonsense', 'foreign', 'huge', 'redirecting', 'markup'])(
    'R35 an ERP that is %s: unavailable, try again; the desk goes on', async (mood) => {
      const { page, erp } = await withErp(await open());
      erp.mood = mood;
      expect(await lookUp(page)).toMatchObject({ state: 'unavailable', number: { e164: '+79161234567' } });
      expect((await page.ask('GET /api/me')).body.customers.creationUrl).toBeNull();
      expect((await page.ask('GET /api/calls', { query: { scope: 'all' } })).status).toBe(200);
      erp.mood = 'well';
      expect(await lookUp(page)).toMatchObject({ state: 'found' });
    });

  test('R39 an ERP that records and then fails, is down, and comes back: one record, nothing lost', async () => {
    const { world, page, erp } = await withErp(await open());
    for (const mood of ['records-then-fails', 'down', 'nonsense', 'well'] as const) {
      erp.mood = mood;
      await Promise.all([save(page, 's1'), save(page, `s-${mood}`)]);
      world.clock.advance(700_000);
      await world.desk.tick();
    }
    // The desk's own clock may hold one in its hands; it is due again by then.
    await expect.poll(async () => {
      world.clock.advance(700_000);
      await world.desk.tick();
      return world.database.query('select save_id from erp_outbox where done_at is null');
    }).toEqual([]);
    expect([...erp.records.keys()].sort()).toEqual(['s-down', 's-nonsense', 's-records-then-fails', 's-well', 's1']);
  });

  test('two desks push at once: each record goes once', async () => {
    const { world, page, erp } = await withErp(await open());
    await talk(world, { callId: '1', operator: 'op1' });
    await save(page, 's1');
    const clients = createErpClients(world);
    const pushed = await Promise.all([1, 2, 3].map(() => pushToErp({ db: world.database, clock: world.clock, clients, log: world.desk.services.log, nameOf: world.desk.services.nameOf })));
    expect([pushed.reduce((sum, each) => sum + each, 0), erp.records.size]).toEqual([1, 1]);
    expect(erp.records.get('s1')).toMatchObject({ comment: 'текст', customerId: 'c1', call: {
      from: '+79161234567', fromRaw: '+79161234567', to: '+74951234567', startedAt: '2026-03-10T08:58:55.000Z', waitMs: 4_000, talkMs: 60_000, reason: 'completed' } });
  });

  test('a record waits a minute for the end of its call, and a failing ERP is named in the log', async () => {
    const { world, page, erp } = await withErp(await open());
    await save(page, 's1');
    const push = () => pushToErp({ db: world.database, clock: world.clock, clients: createErpClients(world), log: world.desk.services.log, nameOf: world.desk.services.nameOf });
    expect(await push()).toBe(0);
    await world.database.query('update erp_outbox set next_at = next_at - 60000');
    erp.mood = 'down';
    expect(await push()).toBe(0);
    expect(world.logged()).toMatch(/"saveId":"s1","attempts":1.*the ERP did not take a saved call/);
    await world.database.query('update erp_outbox set next_at = 0');
    erp.mood = 'well';
    expect([await push(), erp.records.get('s1')]).toMatchObject([1, { call: null }]);
  });
});

onPglite(({ open }) => {
  test('R35 a slow ERP is given up, and the breaker keeps later look-ups from waiting', async () => {
    const { world: { clock }, erp } = await withErp(await open());
    erp.mood = 'slow';
    const breaker = createBreaker(clock);
    const ask = (timeoutMs: number) =>
      createErpClient({ url: erp.url, bearer: 'erp-bearer', franchise: 'center' }, { clock, timeoutMs, breaker }).ask({ path: '/v1/customers', schema: erpCustomers });
    for (let attempt = 0; attempt < 5; attempt++) await expect(ask(100)).rejects.toThrow('did not answer within 100 ms');
    for (let attempt = 0; attempt < 3; attempt++) await expect(ask(60_000)).rejects.toThrow('left alone');
    erp.mood = 'well';
    clock.advance(10_000);
    await expect(ask(60_000)).resolves.toEqual({ customers: [] });
  });
});

test('the breaker lets one try through when its time is over', async () => {
  const clock = createManualClock();
  const breaker = createBreaker(clock);
  let calls = 0;
  const fail = () => breaker.run(async () => { calls++; throw new DirectoryDown('down', 1); }).catch(() => undefined);
  for (let attempt = 0; attempt < 7; attempt++) await fail();
  clock.advance(10_000);
  await Promise.all([fail(), fail(), fail()]);
  expect(calls).toBe(6);
});

test('`vox erp check` passes an ERP that keeps the contract, and names what another lacks', async () => {
  const erp = await startErp();
  const run = () => erpCheck(erp.url, { bearer: 'erp-bearer', franchise: 'center', knownNumber: '+79161234567', timeoutMs: 500 });
  expect((await run()).filter(({ ok }) => !ok)).toEqual([]);
  erp.mood = 'foreign';
  const wrong = (await run()).filter(({ ok }) => !ok).map(({ name }) => name);
  expect(wrong).toContain('the known number gives its customers, all of this franchise');
  expect(wrong).toContain('a saved call is recorded');
});
