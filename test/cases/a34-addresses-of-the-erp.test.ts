import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { onPglite } from '../desk/support/databases';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld } from '../desk/support/world';

/** An ERP whose two addresses for people are as given. */
async function pageWithErp(address: string, open: () => Promise<unknown>) {
  const customer = { id: 'c1', franchise: 'center', name: 'Анна', numbers: [{ number: '+79161234567' }], pageUrl: address };
  const server = createServer((request, response) => {
    const about = { api: 'vox-desk-erp', version: 1, creationUrl: address };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify((request.url ?? '').startsWith('/v1/about') ? about : { customers: [customer] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = sampleConfig({ franchises: { center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url } }) } });
  const world = await createWorld((await open()) as never, { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
  const page = await world.signIn('op1');
  const me = await page.ask('GET /api/me');
  const found = await page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } });
  return { creationUrl: me.body.customers.creationUrl, seen: JSON.stringify([me.body, found.body]) };
}

onPglite(({ open }) => {
  test.each(['data:text/html,<script>alert(1)</script>', 'javascript:alert(1)', ' JAVASCRIPT:alert(1)', 'blob:https://erp.example/1', '//evil.example/'])(
    'A34 %j reaches no page', async (address) => {
      const { creationUrl, seen } = await pageWithErp(address, open);
      expect(creationUrl).toBeNull();
      expect(seen).not.toContain(address.trim());
    });

  test('A34 an address of the web does, with the number\'s place kept', async () => {
    const address = 'https://erp.example/new?tel={number}&from=%D1%8F#{number}';
    expect((await pageWithErp(address, open)).creationUrl).toBe(address);
  });
});
