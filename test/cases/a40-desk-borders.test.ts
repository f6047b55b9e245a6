import type { InjectOptions } from 'light-my-request';
import { expect, test } from 'vitest';
import { DatabaseDown } from '../../contracts/desk-failures';
import { newCall } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { sampleConfig } from '../desk/support/sample-config';
import { createWorld, type World } from '../desk/support/world';

const KB = 1_024;
/** A sign-in that is wrong, as large as it is to be. */
const bodyOf = (bytes: number): string => '{"token":"x","cookie":false}'.padEnd(bytes, ' ');
const signIn = (change: Partial<InjectOptions> = {}): InjectOptions =>
  ({ method: 'POST', url: '/api/session', payload: bodyOf(40), ...change, headers: { 'content-type': 'application/json', ...change.headers } });
const preflight = (origin: string): InjectOptions =>
  ({ method: 'OPTIONS', url: '/api/me', headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'authorization,content-type' } });

interface Expected { status: number; code?: string; headers?: Record<string, string | undefined> }
const REQUESTS: [string, InjectOptions, Expected][] = [
  ['a body as large as is taken', signIn({ payload: bodyOf(256 * KB) }), { status: 401, code: 'signed-out' }],
  ['a byte more', signIn({ payload: bodyOf(256 * KB + 1) }), { status: 413, code: 'too-large' }],
  ['events as large as are taken', { ...signIn({ payload: bodyOf(256 * KB) }), url: '/api/calls/events' }, { status: 401, code: 'signed-out' }],
  ['events a byte larger', { ...signIn({ payload: bodyOf(256 * KB + 1) }), url: '/api/calls/events' }, { status: 413, code: 'too-large' }],
  ['another kind of body', signIn({ headers: { 'content-type': 'text/plain' } }), { status: 400, code: 'bad-request' }],
  ['no body', signIn({ payload: '' }), { status: 400, code: 'bad-request' }],
  ['a body with __proto__', signIn({ payload: '{"token":"x","cookie":false,"__proto__":{}}' }), { status: 400, code: 'bad-request' }],
  ['no such address', { method: 'GET', url: '/api/nowhere' }, { status: 404, code: 'not-found' }],
  ['no such method', { method: 'PUT', url: '/api/me' }, { status: 404, code: 'not-found' }],
  ['nobody', { method: 'GET', url: '/api/me' }, { status: 401, code: 'signed-out', headers: { 'cross-origin-resource-policy': 'cross-origin', 'x-content-type-options': 'nosniff' } }],
  ['a page that may, before it asks', preflight('https://center.example'), { status: 204, headers: {
    'access-control-allow-origin': 'https://center.example', 'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE', 'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600', 'access-control-allow-credentials': undefined } }],
  ['a page that may not', preflight('https://evil.example'), { status: 404, headers: { 'access-control-allow-origin': undefined } }],
  ['a page of another scheme', preflight('http://center.example'), { status: 404, headers: { 'access-control-allow-origin': undefined } }],
];

onPglite(({ open }) => {
  test('A40 at the desk’s border every request is answered as it is written down here', async () => {
    const world = await createWorld(await open());
    for (const [what, request, { status, code, headers = {} }] of REQUESTS) {
      const answer = await world.desk.app.inject(request);
      expect([what, answer.statusCode, code && answer.json<{ code: string }>().code]).toEqual([what, status, code]);
      for (const [name, value] of Object.entries(headers)) expect(answer.headers[name], `${what}: ${name}`).toBe(value);
    }
  });

  test.each([[true, undefined], [false, 'max-age=31536000; includeSubDomains']])('A40 a browser is told to stay with TLS, but not on this machine (local: %s)', async (local, told) => {
    const world = await createWorld(await open(), { config: sampleConfig({ local }) });
    expect((await world.desk.app.inject(signIn())).headers['strict-transport-security']).toBe(told);
  });

  test('A40 of what is refused, the log says why, and of what fails where', async () => {
    const world = await createWorld(await open());
    const batch = newCall({ callId: '1', startedAtMs: world.clock.now() }).batch();
    const post = async (change: Parameters<World['post']>[1], sent: unknown = batch) => (await world.post(sent, change)).statusCode;
    const nonce = 'n'.repeat(200);
    expect([await post({ nonce }), await post({ nonce: `${nonce}n` }), await post({ nonce }), await post({ sentMs: world.clock.now() - 60_001 }), await post({ sentMs: world.clock.now() - 60_000 })]).toEqual([200, 401, 401, 401, 200]);
    expect(await post({}, { ...batch, events: [...batch.events, ...Array.from({ length: 9 }, () => ({ id: '+79161234567' }))] })).toBe(200);
    expect(await post({}, { ...batch, franchise: 'nope' })).toBe(400);
    const lines = world.logged().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { level: string; msg: string; why?: string; unread?: string[]; route?: string });
    expect(lines.filter(({ msg }) => msg === 'refused call events').map(({ level, why }) => `${level} ${why}`)).toEqual(['warn replayed', 'warn replayed', 'warn stale']);
    expect(lines.filter(({ msg }) => msg === 'left out call events that cannot be read').map(({ level, unread }) => [level, unread?.length])).toEqual([['warn', 5]]);
    expect(lines.filter(({ msg }) => msg === 'request refused').map(({ level, route }) => `${level} ${route}`)).toContain('debug /api/calls/events');
    expect(world.logged()).not.toContain('9161234567');
  });

  test('A40 a database that is gone costs a line a request, without a stack; a fault of ours has one', async () => {
    const database = await open();
    let failure: Error | undefined;
    const world = await createWorld({ ...database, query: (sql, values) => (failure && sql.includes('from calls c') ? Promise.reject(failure) : database.query(sql, values)) });
    const page = await world.signIn('op1');
    const said = async (error: Error) => {
      failure = error;
      const before = world.logged().length;
      const { status, body } = await page.ask('GET /api/calls', { query: { scope: 'all' } });
      failure = undefined;
      return { status, body, line: JSON.parse(world.logged().slice(before).trim().split('\n').at(-1) ?? '') as { level: string; msg: string; why?: string; err?: object } };
    };
    const gone = await said(new DatabaseDown(new Error('connect ECONNREFUSED for +79161234567')));
    expect([gone.status, gone.line]).toEqual([503, expect.objectContaining({ level: 'warn', why: "The desk's database does not answer. connect ECONNREFUSED for +7916•••4567" })]);
    expect(gone.line).not.toHaveProperty('err');
    const fault = await said(new Error('no such column for +79161234567'));
    expect([fault.status, fault.body, fault.line]).toEqual([500, { code: 'internal', message: 'The desk failed; its log says how.' },
      expect.objectContaining({ level: 'error', msg: 'request failed', err: expect.objectContaining({ message: 'no such column for +7916•••4567', stack: expect.stringContaining('no such column') as string }) as object })]);
  });
});
