import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkSignature } from '../../contracts/signature';
import { createSeal } from '../../desk/journal/seal';
import { isSessionUrl } from '../../desk/journal/session-hosts';
import { hmacSha256Hex } from '../../desk/sign-in/one-time-key';
import { completed, newCall, offered, queued } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld, type TestPage, type World } from './support/world';

interface Session { url: string; got: { headers: IncomingHttpHeaders; body: string }[] }

/** A session's access URL: takes the command, and answers as `react` says. */
async function startSession(react: (body: { commandId: string }) => Promise<number>): Promise<Session> {
  const got: Session['got'] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      void react(JSON.parse(body) as { commandId: string }).then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/request/secret-token`, got };
}

const ringing = (world: World, accessUrl: string) => {
  const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
  return { call, posted: world.post({ ...call.batch(), accessUrl }) };
};
const drop = (page: TestPage, commandId = 'd1') =>
  page.ask('POST /api/calls/:callId/drop', { params: { callId: '1' }, body: { commandId, offerId: null } });

onBothDatabases(({ open }) => {
  test('R3 drop: signed, sent once, answered with what the session says; a repeat gets the same answer', async () => {
    const world = await createWorld(await open());
    const session = await startSession(async ({ commandId }) => {
      const result = call.tell({ kind: 'commandResult', atMs: 5_000, commandId, applied: true, why: 'applied' });
      await world.post(result.batch(3));
      return 200;
    });
    const { call, posted } = ringing(world, session.url);
    await posted;
    const page = await world.signIn('op1');
    expect((await drop(page)).body).toEqual({ commandId: 'd1', applied: true, why: 'applied' });
    expect((await drop(page)).body).toEqual({ commandId: 'd1', applied: true, why: 'applied' });
    expect(session.got).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = session.got;
    const verdict = checkSignature({
      headers: (name) => String(headers[name.toLowerCase()]), body, nowMs: world.clock.now(), keys: (name) => world.keys.desk[name], seen: () => false,
    }, hmacSha256Hex);
    expect([verdict.ok, JSON.parse(body)]).toEqual([true, { kind: 'drop', commandId: 'd1', callId: '1', offerId: null, operator: 'op1' }]);
  });

  test('a session that says nothing: no-answer after 900 ms', async () => {
    const world = await createWorld(await open());
    const session = await startSession(async () => 200);
    await ringing(world, session.url).posted;
    let why: string | undefined;
    const asked = drop(await world.signIn('op1')).then(({ body }) => { why = body.why; });
    await expect.poll(() => session.got.length).toBe(1);
    world.clock.advance(899);
    expect(why).toBeUndefined();
    // The desk begins to wait once the session took the command; from then on it is 900 ms.
    await expect.poll(() => { world.clock.advance(100); return why; }).toBe('no-answer');
    await asked;
  });

  test.each([['gone', 404], ['failing', 500]])('a session that is %s: unreachable', async (_name, status) => {
    const world = await createWorld(await open());
    await ringing(world, (await startSession(async () => status)).url).posted;
    expect((await drop(await world.signIn('op1'))).body).toMatchObject({ applied: false, why: 'unreachable' });
  });

  test('R34 nobody of another franchise reaches a session', async () => {
    const world = await createWorld(await open());
    const session = await startSession(async () => 200);
    await ringing(world, session.url).posted;
    expect((await drop(await world.signIn('op4'))).body).toMatchObject({ applied: false, why: 'unreachable' });
    const takeOut = await (await world.signIn('chief2')).ask('POST /api/supervisor/take-out', { body: { callId: '1', commandId: 'd2' } });
    expect([takeOut.body.applied, session.got]).toEqual([false, []]);
  });

  test('the access URL is sealed, in no answer and no log, and gone with the call', async () => {
    const world = await createWorld(await open());
    const session = await startSession(async () => 200);
    const { call, posted } = ringing(world, session.url);
    const answer = await posted;
    const stored = JSON.stringify([await world.database.query('select * from access_urls'), await world.database.query('select body from call_events')]);
    const page = await world.signIn('op1');
    const shown = (await page.ask('GET /api/calls/:callId', { params: { callId: '1' } })).raw.body;
    for (const text of [stored, answer.body, shown, world.logged()]) expect(text).not.toContain('secret-token');
    await world.post(completed(call, 'op1').batch());
    expect(await world.database.query('select * from access_urls')).toEqual([]);
  });

  test('an address outside the session hosts is never posted to', async () => {
    const world = await createWorld(await open());
    await ringing(world, 'https://evil.example/request/1').posted;
    expect(await world.database.query('select * from access_urls')).toEqual([]);
    expect((await drop(await world.signIn('op1'))).body.why).toBe('unreachable');
  });
});

test.each([
  ['https://www-eu-03-185.voximplant.com/request/x', false, true],
  ['https://185.164.149.7:12083/request/x', false, true],
  ['http://www.voximplant.com/request/x', false, false],
  ['https://voximplant.com.evil.example/x', false, false],
  ['https://evilvoximplant.com/x', false, false],
  ['https://user:pass@voximplant.com/x', false, false],
  ['https://185.164.152.1/x', false, false],
  ['https://[::ffff:185.164.149.7]/x', false, false],
  ['https://3114571527/x', false, true],
  ['http://127.0.0.1:8080/x', false, false],
  ['https://127.0.0.1/x', false, false],
  ['http://127.0.0.1:8080/x', true, true],
  ['http://169.254.169.254/latest', true, false],
  ['file:///etc/passwd', true, false],
  ['javascript:alert(1)', true, false],
  ['', true, false],
])('may the desk post to %s (local: %s)? %s', (url, local, expected) => {
  expect(isSessionUrl(url, { sessionHosts: ['voximplant.com', '185.164.148.0/22'], local })).toBe(expected);
});

test('what is sealed for one call opens for no other, nor under another key, nor tampered', () => {
  const seal = createSeal('operator-key');
  const sealed = seal.seal('https://secret', '1');
  const tampered = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);
  expect([seal.open(sealed, '1'), seal.open(sealed, '2'), createSeal('other').open(sealed, '1'), seal.open(tampered, '1'), seal.open('', '1')])
    .toEqual(['https://secret', undefined, undefined, undefined, undefined]);
});
