import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { removeStoredEvents } from '../../desk/care/stored-events';
import { talk } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { startErp } from '../desk/support/fake-erp';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type TestPage, type World } from '../desk/support/world';

/** An ERP that answers records of one call by `status`, and takes all others. */
async function refusingErp(status: { of7: number }): Promise<{ url: string; taken: string[]; refused: () => number }> {
  const well = await startErp();
  const taken: string[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    const save = /\/v1\/calls\/(\d+)\/records\/(\w+)$/.exec(request.url ?? '');
    request.resume();
    if (!save) return void fetch(well.url + (request.url ?? ''), { headers: { authorization: 'Bearer erp-bearer', 'x-franchise': 'center' } })
      .then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
    if (save[1] === '7' && status.of7 !== 200) {
      refused++;
      return void response.writeHead(status.of7).end('{"error":"archived"}');
    }
    taken.push(save[2] ?? '');
    response.end(JSON.stringify({ saveId: save[2], recorded: true }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, refused: () => refused };
}

onPglite(({ open }) => {
  async function start(status: { of7: number }): Promise<{ world: World; page: TestPage; erp: Awaited<ReturnType<typeof refusingErp>>; run: (ms: number) => Promise<void> }> {
    const erp = await refusingErp(status);
    const config = sampleConfig({ franchises: {
      center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: erp.url } }), north: sampleFranchise('north', '+78121234567'),
    } });
    const world = await createWorld(await open(), { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
    const run = async (ms: number): Promise<void> => {
      world.clock.advance(ms);
      await world.desk.tick();
    };
    return { world, page: await world.signIn('op1'), erp, run };
  }
  const saveCall = async ({ world, page }: { world: World; page: TestPage }, callId: string): Promise<void> => {
    await talk(world, { callId, operator: 'op1' });
    await page.ask('POST /api/calls/:callId/wrap-up/save', {
      params: { callId }, body: { saveId: `s${callId}`, comment: 'text', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
  };
  const customers = async (page: TestPage) => (await page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } })).body.state;

  test.each([400, 404, 409, 410, 413, 422])('C23 a record that the ERP refuses with %i is set aside with its reason, the others and the look-up go on, and it is tried again once a day', async (of7) => {
    const status = { of7 };
    const started = await start(status);
    const { world, page, erp, run } = started;
    const chief = await world.signIn('chief1');
    const setAside = async () => (await chief.ask('GET /api/supervisor')).body.setAside;
    await saveCall(started, '7');
    await run(1_000);
    await expect.poll(setAside).toEqual([{ callId: '7', saveId: 's7', why: `The ERP answered ${of7} to calls.` }]);
    for (let minutes = 0; minutes < 30; minutes++) await run(60_000);
    await saveCall(started, '8');
    await run(1_000);
    await expect.poll(() => erp.taken).toEqual(['s8']);
    expect({ refused: erp.refused(), found: await customers(page) }).toEqual({ refused: 1, found: 'found' });
    expect(world.logged()).toMatch(new RegExp(`"callId":"7","saveId":"s7".*The ERP answered ${of7} to calls\\..*the ERP refuses a saved call; it is set aside`));
    status.of7 = 200;
    await run(24 * 3_600_000);
    await expect.poll(() => erp.taken).toEqual(['s8', 's7']);
    await expect.poll(() => world.database.query('select save_id from erp_outbox where done_at is null')).toEqual([]);
  });

  test.each([401, 403])('C23 a record refused with %i, as with a wrong key, is sent again soon and opens no breaker', async (of7) => {
    const started = await start({ of7 });
    const { page, erp, run } = started;
    await saveCall(started, '7');
    for (let minutes = 0; minutes < 40; minutes++) await run(60_000);
    expect([erp.refused() > 5, await customers(page)]).toEqual([true, 'found']);
  });

  test.each([408, 429, 503])('C23 a record that fails for now with %i is not set aside', async (of7) => {
    const status = { of7 };
    const started = await start(status);
    await saveCall(started, '7');
    await started.run(1_000);
    await expect.poll(() => started.erp.refused()).toBe(1);
    status.of7 = 200;
    await expect.poll(async () => {
      await started.run(60_000);
      return started.erp.taken.length > 0;
    }).toBe(true);
  });

  test('C24 of customers whom the ERP lists one that is not as agreed hides none of the others', async () => {
    const erp = await startErp();
    const config = sampleConfig({ franchises: {
      center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: erp.url } }), north: sampleFranchise('north', '+78121234567'),
    } });
    const world = await createWorld(await open(), { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
    const [known] = erp.customers;
    erp.customers = [{ ...known, id: 'c2', name: null }, { ...known, mood: 'calm' }];
    const { body } = await (await world.signIn('op1')).ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } });
    expect(body).toMatchObject({ state: 'found', customers: [{ id: 'c1' }], more: null });
  });
});

test('C23 what sessions have set aside about an erased person goes too', async () => {
  const stored = new Map([['out:7:1', ''], ['aside:7:2', ''], ['aside:8:1', '']]);
  const items = {
    keys: (prefix: string) => Promise.resolve([...stored.keys()].filter((key) => key.startsWith(prefix))),
    value: (key: string) => Promise.resolve(stored.get(key)),
    remove: (key: string) => Promise.resolve(void stored.delete(key)),
  };
  expect([await removeStoredEvents(items, { callIds: ['7'], numbers: [] }), [...stored.keys()]]).toEqual([2, ['aside:8:1']]);
});
