import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { newCall, queued } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld } from '../desk/support/world';

/** As long as an id may be. */
const CALL = 'c'.repeat(100);
const FRANCHISE = 'f'.repeat(60);

async function startStorage(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('sound'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

onBothDatabases(({ open }) => {
  test('A33 a recording plays however long franchise, operator and call id are; a list goes on behind such a call', async () => {
    const operator = 'o'.repeat(60);
    const sample = sampleConfig();
    const [anybody] = Object.values(sample.operators);
    const config = {
      ...sample,
      franchises: { ...sample.franchises, [FRANCHISE]: sampleFranchise(FRANCHISE, '+78123334455') },
      operators: { ...sample.operators, [operator]: { ...anybody, user: operator, franchise: FRANCHISE } as NonNullable<typeof anybody> },
    };
    const world = await createWorld(await open(), { config });
    const { token } = await world.desk.services.sessions.open({ operator, franchise: FRANCHISE }, 'bearer');
    const ask = (method: 'GET' | 'POST', url: string) => world.desk.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });
    for (const callId of [CALL, `d${CALL.slice(1)}`]) {
      const call = newCall({ callId, franchise: FRANCHISE, startedAtMs: world.clock.now() });
      const records = [`${await startStorage()}/1.mp3`];
      const end = { kind: 'ended', atMs: 9_000, reason: 'voicemail', detail: 'recorded', by: 'caller', waitMs: 1, talkMs: 0, operator: null, records } as const;
      expect((await world.post(queued(call).tell(end).batch())).statusCode).toBe(200);
    }
    const { url } = (await ask('POST', `/api/calls/${CALL}/recordings/0/link`)).json<{ url: string }>();
    expect(url.length).toBeGreaterThan(300);
    const played = await world.desk.app.inject({ method: 'GET', url });
    expect([played.statusCode, played.body]).toEqual([200, 'sound']);
    const first = (await ask('GET', '/api/calls?scope=all&limit=1')).json<{ next: string }>();
    expect((await ask('GET', `/api/calls?scope=all&limit=1&cursor=${first.next}`)).json()).toMatchObject({ items: [{ callId: expect.any(String) as string }], next: null });
  });

  test('A33 a customer\'s id as long as an ERP may make it, without Latin letters', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    expect((await page.raw({ method: 'GET', url: `/api/customers/${encodeURIComponent('я'.repeat(200))}` })).statusCode).toBe(404);
    expect((await page.raw({ method: 'GET', url: `/api/customers/${'я'.repeat(201)}` })).statusCode).toBe(400);
  });
});
