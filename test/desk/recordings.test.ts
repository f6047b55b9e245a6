import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { queued, newCall } from './support/calls';
import { onBothDatabases, onPglite } from './support/databases';
import { sampleConfig } from './support/sample-config';
import { createWorld, type TestPage, type World } from './support/world';

const SOUND = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

interface Storage { url: string; got: { url: string; headers: IncomingHttpHeaders }[]; mood: 'well' | 'gone' | 'down' | 'elsewhere' | 'page' }

/** A storage of recordings as the vendor's: whole, or the range that was asked for. */
async function startStorage(): Promise<Storage> {
  const storage: Storage = { url: '', got: [], mood: 'well' };
  const server = createServer((request, response) => {
    storage.got.push({ url: request.url ?? '', headers: request.headers });
    if (storage.mood === 'gone') return response.writeHead(404).end();
    if (storage.mood === 'down') return response.writeHead(500).end('secret words of the storage');
    if (storage.mood === 'elsewhere') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    const type = storage.mood === 'page' ? 'text/html' : 'audio/mpeg';
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) return response.writeHead(200, { 'content-type': type, 'content-length': SOUND.length, 'accept-ranges': 'bytes' }).end(SOUND);
    const end = to === undefined || to === '' ? SOUND.length - 1 : Number(to);
    const part = SOUND.subarray(Number(from), end + 1);
    return response.writeHead(206, { 'content-type': type, 'content-length': part.length, 'content-range': `bytes ${from}-${end}/${SOUND.length}` }).end(part);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  storage.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return storage;
}

const message = (world: World, records: string[], callId = '1') => world.post(queued(newCall({ callId, startedAtMs: world.clock.now() }))
  .tell({ kind: 'ended', atMs: 9_000, reason: 'voicemail', detail: 'recorded', by: 'caller', waitMs: 1, talkMs: 0, operator: null, records }).batch());
const link = (page: TestPage, index = '0', callId = '1') => page.ask('POST /api/calls/:callId/recordings/:index/link', { params: { callId, index } });
const listen = (world: World, url: string, headers: Record<string, string> = {}) => world.desk.app.inject({ method: 'GET', url, headers });

onBothDatabases(({ open }) => {
  test('a message left is listed with the missed calls and played, whole and in parts; its address stays inside', async () => {
    const world = await createWorld(await open());
    const storage = await startStorage();
    await message(world, [`${storage.url}/secret-address.mp3`]);
    const page = await world.signIn('op1');
    const missed = await page.ask('GET /api/missed', { query: { scope: 'all', handled: 'no' } });
    expect(missed.body.items[0]?.recordings).toEqual([{ index: 0, kind: 'voicemail' }]);
    const { body: { url } } = await link(page);
    const whole = await listen(world, url);
    expect([whole.statusCode, whole.headers['content-type'], whole.rawPayload.equals(SOUND)]).toEqual([200, 'audio/mpeg', true]);
    const part = await listen(world, url, { range: 'bytes=10-19' });
    expect([part.statusCode, part.headers['content-range'], part.rawPayload.equals(SOUND.subarray(10, 20))]).toEqual([206, 'bytes 10-19/1000', true]);
    for (const text of [missed.raw.body, url, JSON.stringify(whole.headers), world.logged()]) expect(text).not.toContain('secret-address');
  });

  test('R34 another franchise gets no link, and a link plays for a quarter of an hour', async () => {
    const world = await createWorld(await open());
    const storage = await startStorage();
    await message(world, [`${storage.url}/1.mp3`]);
    expect((await link(await world.signIn('op4'))).status).toBe(404);
    const page = await world.signIn('op1');
    expect((await link(page, '1')).status).toBe(404);
    const { body: { url } } = await link(page);
    const forged = url.slice(0, -2) + (url.endsWith('AA') ? 'BB' : 'AA');
    expect([(await listen(world, forged)).statusCode, storage.got]).toEqual([403, []]);
    world.clock.advance(15 * 60_000);
    expect([(await listen(world, url)).statusCode, storage.got]).toEqual([403, []]);
  });
});

describe('the storage', () => {
  onPglite(({ open }) => {
    test.each([['gone', 404], ['down', 503], ['elsewhere', 503]] as const)('is %s: said so (%i), without its words', async (mood, status) => {
      const world = await createWorld(await open());
      const storage = await startStorage();
      await message(world, [`${storage.url}/1.mp3`]);
      storage.mood = mood;
      const answer = await listen(world, (await link(await world.signIn('op1'))).body.url);
      expect([answer.statusCode, storage.got.length]).toEqual([status, 1]);
      expect(answer.body).not.toContain('secret words');
    });

    test('what it gives is never shown as a page of the desk', async () => {
      const world = await createWorld(await open());
      const storage = await startStorage();
      await message(world, [`${storage.url}/1.mp3`]);
      storage.mood = 'page';
      expect((await listen(world, (await link(await world.signIn('op1'))).body.url)).headers['content-type']).toBe('audio/mpeg');
    });

    test('the token goes along to the account\'s own storage and nowhere else', async () => {
      const sent: { url: string; authorization: string | undefined }[] = [];
      const recordFetch: typeof fetch = async (url, init) => {
        sent.push({ url: new Request(url).url, authorization: new Headers(init?.headers).get('authorization') ?? undefined });
        return new Response(SOUND, { headers: { 'content-type': 'audio/mpeg' } });
      };
      const config = sampleConfig({ local: false, recordHosts: ['voximplant.com', 'bucket.example'] });
      const world = await createWorld(await open(), { config, recordFetch, recordAuthorization: () => 'Bearer account-token' });
      await message(world, ['https://storage-gw-eu.voximplant.com/1.mp3', 'https://bucket.example/2.mp3', 'https://evil.example/3.mp3', 'http://169.254.169.254/4']);
      const page = await world.signIn('op1');
      const played = await Promise.all(['0', '1', '2', '3'].map(async (index) => (await listen(world, (await link(page, index)).body.url)).statusCode));
      expect(played).toEqual([200, 200, 503, 503]);
      expect(sent).toEqual(expect.arrayContaining([
        { url: 'https://storage-gw-eu.voximplant.com/1.mp3', authorization: 'Bearer account-token' },
        { url: 'https://bucket.example/2.mp3', authorization: undefined },
      ]));
      expect([sent.length, world.logged().includes('account-token')]).toEqual([2, false]);
    });
  });
});
