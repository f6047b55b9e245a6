import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { deriveOperatorPassword } from '../../contracts/operator-password';
import { hmacSha256Hex } from '../../desk/sign-in/one-time-key';
import { onBothDatabases, onPglite } from './support/databases';
import { SAMPLE_KEYS, sampleConfig } from './support/sample-config';
import { createWorld, type World } from './support/world';

const enter = async (world: World, token: string, cookie = false) =>
  world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token, cookie } });

describe('the ERP\'s token', () => {
  onPglite(({ open }) => {
    const forged = (world: World) => ({
      'signed by nobody': async () => new UnsecuredJWT({ franchise: 'center', sub: 'op1' }).setAudience('vox-desk').setIssuedAt(1).setExpirationTime('9y').encode(),
      'signed with another key': () => world.token('op1', { secret: 'a-guessed-secret-that-is-long-enough-0123' }),
      'signed by the other franchise': () => world.token('op1', { franchise: 'north' }),
      'naming the other franchise\'s operator': () => world.token('op4', { franchise: 'center' }),
      'expired': () => world.token('op1', { issuedAgoS: 300, expiresInS: 120 }),
      'valid far longer than ten minutes': () => world.token('op1', { issuedAgoS: 3_600, expiresInS: 86_400 }),
      'from the future': () => world.token('op1', { issuedAgoS: -3_600 }),
      'for another audience': () => world.token('op1', { audience: 'another-service' }),
      'for an operator who does not exist': () => world.token('nobody', { franchise: 'center' }),
      'for an operator called __proto__': () => world.token('__proto__', { franchise: 'center' }),
      'for a franchise called constructor': () => world.token('op1', { franchise: 'constructor', secret: 'x'.repeat(40) }),
      'no token at all': async () => 'abc.def.ghi',
    });

    test.each(Object.keys(forged({} as World)))('%s: refused', async (name) => {
      const world = await createWorld(await open());
      const token = await forged(world)[name as keyof ReturnType<typeof forged>]();
      const answer = await enter(world, token);
      expect([answer.statusCode, answer.json()]).toEqual([401, expect.objectContaining({ code: 'signed-out' })]);
      expect(await world.database.query('select * from sessions')).toEqual([]);
    });

    test('a public key takes RS256 only: the key itself as an HS256 secret opens nothing', async () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const world = await createWorld(await open(), { keys: { ...SAMPLE_KEYS, erpSignIn: { center: { kind: 'public', pem } } } });
      const sign = async (alg: string, key: Parameters<SignJWT['sign']>[0]) => new SignJWT({ franchise: 'center' })
        .setProtectedHeader({ alg }).setSubject('op1').setAudience('vox-desk')
        .setIssuedAt(world.clock.now() / 1_000).setExpirationTime(world.clock.now() / 1_000 + 60).sign(key);
      expect((await enter(world, await sign('RS256', privateKey))).statusCode).toBe(200);
      expect((await enter(world, await sign('HS256', new TextEncoder().encode(pem)))).statusCode).toBe(401);
    });

    test('a secret that can be guessed stops the desk', async () => {
      const keys = { ...SAMPLE_KEYS, erpSignIn: { center: { kind: 'secret' as const, secret: 'short' } } };
      await expect(createWorld(await open(), { keys })).rejects.toThrow('shorter than 32 characters');
    });
  });
});

onBothDatabases(({ open }) => {
  test('the bearer of the embedded element lasts an hour, and ends when signed out', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    expect((await page.ask('GET /api/me')).body).toMatchObject({
      operator: 'op1', franchise: { name: 'center' }, voximplant: { login: 'op1@erp-calls.academy.voximplant.com', queueType: 'SmartQueue' },
    });
    world.clock.advance(59 * 60_000);
    expect((await page.ask('GET /api/me')).status).toBe(200);
    await page.ask('DELETE /api/session');
    expect((await page.ask('GET /api/me')).status).toBe(401);
    const other = await world.signIn('op1');
    world.clock.advance(61 * 60_000);
    expect((await other.ask('GET /api/me')).status).toBe(401);
  });

  test('the cookie is HttpOnly, SameSite and of no use to pages of other origins', async () => {
    const world = await createWorld(await open(), { config: sampleConfig({ local: false }) });
    const answer = await enter(world, await world.token('op1'), true);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    const ask = async (headers: Record<string, string>) => (await world.desk.app.inject({
      method: 'GET', url: '/api/me', cookies: { desk_session: cookie?.value ?? '' }, headers })).statusCode;
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: 'https://center.example' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  test('R34 a page of one franchise cannot use a session of the other', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op4');
    const from = async (origin: string) => (await page.raw({ method: 'GET', url: '/api/me', headers: { origin } })).statusCode;
    expect([await from('https://north.example'), await from('https://center.example'), await from('https://evil.example')]).toEqual([200, 403, 403]);
  });

  test('an operator who was moved to another franchise leaves his old session behind', async () => {
    const database = await open();
    const world = await createWorld(database);
    const page = await world.signIn('op1');
    const operators = { ...world.config.operators, op1: { user: 'op1', displayName: '', franchise: 'north', supervisor: false, passwordVersion: 1 } };
    const moved = await createWorld(database, { config: sampleConfig({ operators }), keys: world.keys });
    const answer = await moved.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${page.session}` } });
    expect(answer.statusCode).toBe(401);
  });

  test('R19 only the leading page gets the one-time key answered', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const lead = (pageId: string, action: 'claim' | 'take-over') => page.ask('POST /api/leadership', { body: { pageId, action } });
    const ask = (pageId: string) => page.ask('POST /api/one-time-key', { body: { pageId, key: 'challenge' } });
    expect((await ask('a')).body).toMatchObject({ code: 'not-leader' });
    expect((await lead('a', 'claim')).body).toEqual({ leads: true, expiresInMs: 15_000, takenOver: false, leader: 'a' });
    expect((await lead('b', 'claim')).body).toMatchObject({ leads: false });
    const answers = [await ask('a'), await ask('b')];
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    await lead('b', 'take-over');
    expect((await lead('a', 'claim')).body).toMatchObject({ leads: false, takenOver: true });
    expect([(await ask('a')).status, (await ask('b')).status]).toEqual([409, 200]);
  });

  test('two first claims at once: one leads', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((pageId) => page.ask('POST /api/leadership', { body: { pageId, action: 'claim' } })));
    expect(claims.filter(({ body }) => body.leads)).toHaveLength(1);
  });
});

test('the derived password follows the platform\'s rules and depends on all three', () => {
  const derive = (application: string, user: string, version: number) => deriveOperatorPassword('key', { application, user, version }, hmacSha256Hex);
  const passwords = [derive('a', 'op1', 1), derive('b', 'op1', 1), derive('a', 'op2', 1), derive('a', 'op1', 2)];
  expect(new Set(passwords).size).toBe(4);
  for (const password of passwords) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).{8,}$/);
});
