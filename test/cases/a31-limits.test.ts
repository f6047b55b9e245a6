import { describe, expect, test } from 'vitest';
import { networkOf, peerAddress } from '../../desk/http/address';
import { onPglite } from '../desk/support/databases';
import { createWorld, type World } from '../desk/support/world';

const statuses = async (count: number, ask: (index: number) => Promise<{ statusCode: number }>) => {
  const all: number[] = [];
  for (let index = 0; index < count; index++) all.push((await ask(index)).statusCode);
  return all;
};
const limited = (all: readonly number[]) => all.filter((status) => status === 429).length;
const signIn = (world: World, forwarded: string, remoteAddress = '127.0.0.1') =>
  world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: 'wrong', cookie: false }, remoteAddress, headers: { 'x-forwarded-for': forwarded } });

onPglite(({ open }) => {
  describe('A31 behind proxies the address is the one that our own proxy saw', () => {
    test('A31 400 wrong sign-ins with a rotating leftmost X-Forwarded-For', async () => {
      const world = await createWorld(await open(), { proxies: 1 });
      expect(limited(await statuses(400, (index) => signIn(world, `10.0.${index >> 8}.${index & 255}, 203.0.113.9`)))).toBe(100);
      // Somebody else behind the same proxy is not held up by it.
      expect((await signIn(world, '203.0.113.9, 203.0.113.10')).statusCode).not.toBe(429);
    });

    test('A31 behind two proxies the second last counts, and without any what they say is nothing', async () => {
      const two = await createWorld(await open(), { proxies: 2 });
      expect(limited(await statuses(310, (index) => signIn(two, `10.0.0.${index % 250}, 203.0.113.9, 198.51.100.1`)))).toBe(10);
      const none = await createWorld(await open());
      expect(limited(await statuses(310, (index) => signIn(none, `10.0.0.${index % 250}`)))).toBe(10);
    });

    test('A31 addresses that rotate within one IPv6 network are one', async () => {
      const world = await createWorld(await open());
      expect(limited(await statuses(310, (index) => signIn(world, '', `2001:db8:1:2::${index.toString(16)}`)))).toBe(10);
      expect((await signIn(world, '', '2001:db8:1:3::1')).statusCode).not.toBe(429);
    });
  });

  test('A31 1,400 requests with made-up bearers count by address; who is signed in there goes on', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const made = await statuses(1_400, (index) => world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer made-up-session-token-${index}` } }));
    // The sign-in before has a count of its own.
    expect([limited(made), made.filter((status) => status === 401).length]).toEqual([200, 1_200]);
    expect((await page.ask('GET /api/me')).status).toBe(200);
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'], ['::ffff:203.0.113.9', '203.0.113.9'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['::1', '0:0:0:0::/64'], ['', ''],
])('A31 the network of %j is %j', (address, network) => expect(networkOf(address)).toBe(network));

test.each<[number, string | undefined, string]>([
  [0, '1.1.1.1', '9.9.9.9'], [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'], [2, '1.1.1.1, 2.2.2.2', '1.1.1.1'], [3, '2.2.2.2', '2.2.2.2'], [1, undefined, '9.9.9.9'], [1, ' , ', '9.9.9.9'],
])('A31 behind %i proxies that say %j it is %s', (...[proxies, forwarded, peer]) =>
  expect(peerAddress({ socket: { remoteAddress: '9.9.9.9' } as never, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, proxies)).toBe(peer));
