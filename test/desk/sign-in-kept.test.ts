import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveOperatorPassword } from '../../contracts/operator-password';
import { hmacSha256Hex } from '../../desk/sign-in/one-time-key';
import { onBothDatabases } from './support/databases';
import { goLive } from './support/live-page';
import { SAMPLE_KEYS } from './support/sample-config';
import { createWorld, type TestPage } from './support/world';

type Action = 'claim' | 'renew' | 'release' | 'take-over';
const step = async (page: TestPage, pageId: string, action: Action) => (await page.ask('POST /api/leadership', { body: { pageId, action } })).body;
const leads = (leader: string) => ({ leads: true, expiresInMs: 15_000, takenOver: false, leader });
const follows = (leader: string | null, expiresInMs: number) => ({ leads: false, expiresInMs, takenOver: false, leader });
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

onBothDatabases(({ open }) => {
  test('R19 pages that renew together each keep their own lease, and nobody else’s', async () => {
    const world = await createWorld(await open());
    const [one, two, north] = [await world.signIn('op1'), await world.signIn('op2'), await world.signIn('op4')];
    for (const [page, id] of [[one, 'a'], [two, 'b'], [north, 'a']] as const) expect(await step(page, id, 'claim')).toEqual(leads(id));
    for (const waitMs of [5_000, 14_999]) {
      world.clock.advance(waitMs);
      const renewed = await Promise.all([step(one, 'a', 'renew'), step(two, 'b', 'renew'), step(north, 'a', 'renew'), step(two, 'x', 'renew')]);
      expect(renewed).toEqual([leads('a'), leads('b'), leads('a'), follows('b', 15_000)]);
    }
    world.clock.advance(10_000);
    // Alone, and of one page alone: what the others have goes on.
    expect([await step(one, 'a', 'renew'), await step(two, 'b', 'claim'), await step(north, 'x', 'renew')])
      .toEqual([leads('a'), leads('b'), follows('a', 5_000)]);
    expect(await step(one, 'x', 'take-over')).toEqual(leads('x'));
    expect(await Promise.all([step(one, 'a', 'renew'), step(two, 'b', 'renew')])).toEqual([{ ...follows('x', 15_000), takenOver: true }, leads('b')]);
    expect([await step(one, 'x', 'release'), await step(one, 'x', 'renew')]).toEqual(Array(2).fill(follows(null, 0)));
  });

  test('R19 other pages hear at once who leads, and of a renewal nothing', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const live = await goLive(world, 'op1', 'b');
    const heard = async () => { live.say({ type: 'ping' }); await live.next('pong'); return live.heard.filter(({ type }) => type === 'leadership').length; };
    const before = await heard();
    await step(page, 'a', 'claim');
    expect(await live.next('leadership')).toMatchObject({ type: 'leadership' });
    const after = await heard();
    await step(page, 'a', 'claim');
    await step(page, 'a', 'renew');
    await step(page, 'c', 'claim');
    expect([after - before, await heard() - after]).toEqual([1, 0]);
  });

  test('R54 a link’s ticket signs the same operator in once, within a minute, and opens nothing else', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const made = await page.ask('POST /api/session/ticket');
    expect([made.status, made.body]).toEqual([200, { ticket: expect.stringMatching(/^[\w-]{43}$/) as string, expiresInMs: 60_000 }]);
    const take = (ticket: string) => world.desk.app.inject({ method: 'POST', url: '/api/session/from-ticket', payload: { ticket } });
    const me = (bearer: string) => world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${bearer}` } });
    expect([(await me(made.body.ticket)).statusCode, (await take(page.session)).statusCode, (await take('')).statusCode]).toEqual([401, 401, 401]);
    world.clock.advance(59_999);
    const taken = await take(made.body.ticket);
    expect([taken.statusCode, taken.json()]).toEqual([200, { session: expect.any(String) as string, expiresInMs: 3_600_000 }]);
    expect((await me(taken.json<{ session: string }>().session)).json()).toMatchObject({ operator: 'op1', franchise: { name: 'center' } });
    expect([(await take(made.body.ticket)).statusCode, (await take(made.body.ticket)).json()]).toEqual([401, expect.objectContaining({ code: 'signed-out' })]);
    for (const ms of [60_000, -1]) {
      const { body: { ticket } } = await page.ask('POST /api/session/ticket');
      world.clock.setShared(ms);
      expect([ms, (await take(ticket)).statusCode]).toEqual([ms, 401]);
    }
  });

  test('R86 a page whose session is over is closed by the desk, and no other', async () => {
    const world = await createWorld(await open());
    const [gone, stays] = [await goLive(world, 'op1'), await goLive(world, 'op2')];
    await world.database.query("delete from sessions where operator = 'op1'");
    await world.desk.tick();
    await gone.closed;
    expect(await gone.next('bye')).toMatchObject({ why: 'signed-out' });
    stays.say({ type: 'ping' });
    await stays.next('pong');
    expect(stays.heard.some(({ type }) => type === 'bye')).toBe(false);
  });

  test('the SDK’s challenge is answered as Voximplant computes it, for the leading page alone', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const ask = (pageId: string) => page.ask('POST /api/one-time-key', { body: { pageId, key: 'challenge' } });
    expect((await ask('a')).status).toBe(409);
    await step(page, 'a', 'claim');
    const version = world.config.operators['op1']?.passwordVersion ?? 0;
    const password = deriveOperatorPassword(SAMPLE_KEYS.operator, { application: world.config.application, user: 'op1', version }, hmacSha256Hex);
    expect((await ask('a')).body).toEqual({ hash: md5(`challenge|${md5(`op1:voximplant.com:${password}`)}`) });
    expect((await ask('b')).body).toMatchObject({ code: 'not-leader' });
  });
});
