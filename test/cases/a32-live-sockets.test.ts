import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIVE_PATH } from '../../contracts/desk-live';
import { NetworkCaps } from '../../desk/live/caps';
import { onPglite } from '../desk/support/databases';
import { connect, goLive, listen } from '../desk/support/live-page';
import { createWorld } from '../desk/support/world';

onPglite(({ open }) => {
  test('A32 sockets that send junk and never hello are closed after 15 s, whatever they send', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1');
    const junk = await Promise.all(Array.from({ length: 150 }, () => connect(world)));
    for (let second = 0; second < 14; second++) {
      for (const socket of junk.slice(0, 50)) socket.sayText('junk');
      page.say({ type: 'ping' });
      await page.next('pong');
      world.clock.advance(1_000);
    }
    expect(junk.every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
    world.clock.advance(1_000);
    await Promise.all(junk.map(({ closed }) => closed));
    page.say({ type: 'ping' });
    await page.next('pong');
  });

  test('A32 junk is no sign of life of a page that has said hello', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1');
    for (let second = 0; second < 60 && page.socket.readyState === WebSocket.OPEN; second += 5) {
      page.sayText('junk');
      world.clock.advance(5_000);
    }
    expect((await page.next('bye')).why).toBe('silent');
  });

  test('A32 one session has 20 channels at the most; the same page again takes the place of its old one', async () => {
    const world = await createWorld(await open());
    const { session, ...first } = await goLive(world, 'op1', 'p0');
    const hello = async (pageId: string) => {
      const page = await connect(world);
      page.say({ type: 'hello', session, pageId });
      return page;
    };
    for (let at = 1; at < 20; at++) await (await hello(`p${at}`)).next('welcome');
    expect((await (await hello('p20')).next('bye')).why).toBe('too-much');
    await (await hello('p0')).next('welcome');
    expect((await first.next('bye')).why).toBe('replaced');
    await goLive(world, 'op2');
  });

  test('A32 strangers of one address are refused from the 201st on, before anything is opened', async () => {
    const world = await createWorld(await open());
    await listen(world);
    await Promise.all(Array.from({ length: 200 }, () => connect(world)));
    const one = new WebSocket(`ws://${await listen(world)}${LIVE_PATH}`);
    expect(await new Promise((resolve) => one.once('error', (error) => resolve(error.message)))).toBe('Unexpected server response: 429');
  });
});

test('A32 places are counted by network, and given back once', () => {
  const caps = new NetworkCaps();
  const strangers = Array.from({ length: 200 }, () => caps.admit('a'));
  expect([caps.admit('a'), caps.admit('b') !== undefined]).toEqual([undefined, true]);
  strangers[0]?.known();
  const next = caps.admit('a');
  expect([next !== undefined, caps.admit('a')]).toEqual([true, undefined]);
  next?.left();
  next?.left();
  strangers[0]?.left();
  expect([caps.admit('a') !== undefined, caps.admit('a')]).toEqual([true, undefined]);
  for (const one of strangers) one?.left();
  const known = Array.from({ length: 1_999 }, () => { const one = caps.admit('a'); one?.known(); return one; });
  expect([known.every((one) => one !== undefined), caps.admit('a')]).toEqual([true, undefined]);
});
