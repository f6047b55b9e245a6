import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { newCall, offered, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld } from '../desk/support/world';

interface Elsewhere { url: string; asked: { method: string; headers: IncomingHttpHeaders }[] }

async function listening(answer: (url: string) => { status: number; headers?: Record<string, string>; body?: string }): Promise<Elsewhere> {
  const server = createServer((request, response) => {
    place.asked.push({ method: request.method ?? '', headers: request.headers });
    const { status, headers = {}, body = '' } = answer(request.url ?? '');
    request.resume().once('end', () => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  const place: Elsewhere = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: [] };
  return place;
}

onPglite(({ open }) => {
  test.each([301, 302, 303, 307, 308])('A40 no credential goes where an answer of %i points: of a session, of an ERP', async (status) => {
    const elsewhere = await listening(() => ({ status: 200, body: '{"customers":[]}', headers: { 'content-type': 'application/json' } }));
    const session = await listening(() => ({ status, headers: { location: `${elsewhere.url}/request/other` } }));
    const config = sampleConfig({ franchises: {
      center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: session.url } }), north: sampleFranchise('north', '+78121234567') } });
    const world = await createWorld(await open(), { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
    const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
    await world.post({ ...call.batch(), accessUrl: `${session.url}/request/1` });
    const page = await world.signIn('op1');
    const dropped = await page.ask('POST /api/calls/:callId/drop', { params: { callId: '1' }, body: { commandId: 'd', offerId: null } });
    expect(dropped.body).toEqual({ commandId: 'd', applied: false, why: 'unreachable' });
    const found = await page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } });
    expect(found.body).toMatchObject({ state: 'unavailable' });
    expect([session.asked.map(({ method }) => method), elsewhere.asked]).toEqual([['POST', 'GET'], []]);
  });

  test('A40 a command goes out signed with the first key there is, as JSON, once; without a key it does not', async () => {
    const session = await listening(() => ({ status: 500 }));
    for (const [key, keyName] of [['VOX_DESK_KEY_1', 'VOX_DESK_KEY_1'], ['VOX_DESK_KEY_2', 'VOX_DESK_KEY_2'], ['none', undefined]] as const) {
      const desk = key === 'VOX_DESK_KEY_1' ? SAMPLE_KEYS.desk : { [key]: 'x'.repeat(32) };
      const database = await open();
      const world = await createWorld(database);
      const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
      await world.post({ ...call.batch(), accessUrl: `${session.url}/request/1` });
      const sending = await createWorld(database, { keys: { ...SAMPLE_KEYS, desk } });
      const page = await sending.signIn('op1');
      session.asked.length = 0;
      const { body } = await page.ask('POST /api/calls/:callId/drop', { params: { callId: '1' }, body: { commandId: `d${key}`, offerId: null } });
      expect(body.applied).toBe(false);
      expect(session.asked.map(({ headers }) => [headers['x-vox-key'], headers['content-type']])).toEqual(keyName ? [[keyName, 'application/json']] : []);
    }
  });
});
