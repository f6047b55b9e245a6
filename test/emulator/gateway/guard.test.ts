import dgram from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { guardDatagrams, isAllowed, type Guard } from '../../../emulator/gateway/media/guard';
import { createMediaHub } from '../../../emulator/gateway/media/hub';
import { RealClock } from '../../../emulator/clock/real-clock';

/** For documentation, RFC 5737: nobody is there. */
const outside = '203.0.113.7';
const guards: Guard[] = [];
const guard = (...hosts: string[]) => {
  const made = guardDatagrams(hosts);
  guards.push(made);
  return made;
};
afterEach(() => guards.splice(0).forEach((made) => made.release()));

describe('the guard of datagrams', () => {
  it.each([
    ['127.0.0.1', true], ['127.8.0.1', true], ['::1', true], ['localhost', true], ['192.0.2.5', true],
    [outside, false], ['0.0.0.0', false], ['224.0.0.251', false], ['fd00::1', false], ['stun.example', false], ['127.example', false],
  ])('%s may be sent to: %s', (address, expected) => {
    expect(isAllowed(address, ['192.0.2.5'])).toBe(expected);
  });

  it('records an attempt to send outside, in every form of the call, and sends nothing', () => {
    const { violations } = guard();
    const socket = dgram.createSocket('udp4');
    socket.send('x', 3478, outside);
    socket.send(Buffer.from('x'), 0, 1, 3479, outside);
    socket.send([Buffer.from('x')], 3480, outside, () => {});
    socket.close();
    expect(violations).toEqual([`${outside}:3478`, `${outside}:3479`, `${outside}:3480`]);
  });

  it('goes when the last of several is released, in any order', () => {
    const before: unknown = Reflect.get(dgram.Socket.prototype, 'send');
    const [first, second] = [guard(), guard('192.0.2.5')];
    first.release();
    expect(Reflect.get(dgram.Socket.prototype, 'send')).not.toBe(before);
    second.release();
    expect(Reflect.get(dgram.Socket.prototype, 'send')).toBe(before);
  });

  it('lets datagrams to this machine pass', async () => {
    const { violations } = guard();
    const [from, to] = [dgram.createSocket('udp4'), dgram.createSocket('udp4')];
    await new Promise<void>((resolve) => to.bind(0, '127.0.0.1', resolve));
    const arrived = new Promise((resolve) => to.once('message', (message) => resolve(message.toString())));
    from.send('hello', to.address().port, '127.0.0.1');
    expect(await arrived).toBe('hello');
    expect(violations).toEqual([]);
    from.close();
    to.close();
  });
});

it.each(['127.0.0.1', '127.0.0.2'])('media offers one address only, the one it is told: %s', async (host) => {
  const clock = new RealClock();
  const hub = createMediaHub({ clock, host });
  const offer = await hub.open().offer();
  const candidates = offer.split('\r\n').filter((line) => line.startsWith('a=candidate:'));
  expect(candidates).toEqual([expect.stringContaining(` ${host} `)]);
  expect(offer).toContain('m=audio');
  expect(hub.violations).toEqual([]);
  hub.close();
  expect(hub.openLegs).toBe(0);
  clock.close();
});
