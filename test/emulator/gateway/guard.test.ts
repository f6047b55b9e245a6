import dgram from 'node:dgram';
import type os from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { guardDatagrams, type Guard } from '../../../emulator/gateway/media/guard';
import { createMediaHub } from '../../../emulator/gateway/media/hub';
import { createReach, whyNoMediaHost } from '../../../emulator/gateway/media/reach';
import { RealClock } from '../../../emulator/clock/real-clock';

/** For documentation, RFC 5737: nobody is there. */
const outside = '203.0.113.7';
const guards: Guard[] = [];
const guard = (mediaHost = '127.0.0.1') => {
  const made = guardDatagrams(createReach(mediaHost));
  guards.push(made);
  return made;
};
/** A machine with these addresses, as Node names them. */
const machineWith = (...addresses: string[]): typeof os.networkInterfaces => () => ({
  lo: [{ address: '127.0.0.1', internal: true } as os.NetworkInterfaceInfo],
  card: addresses.map((address) => ({ address, internal: false }) as os.NetworkInterfaceInfo),
});
afterEach(() => guards.splice(0).forEach((made) => made.release()));

describe('R53 whose datagrams are taken', () => {
  test.each([
    ['127.0.0.1', true], ['127.8.0.1', true], ['::1', true], ['localhost', true], ['192.0.2.5', true], ['fd00::5', true], ['fe80::5%card', true],
    [outside, false], ['0.0.0.0', false], ['224.0.0.251', false], ['fd00::1', false], ['stun.example', false], ['127.example', false],
  ])('%s is of this machine: %s', (address, expected) => {
    const reach = createReach(undefined, machineWith('192.0.2.5', 'fd00::5', 'fe80::5'));
    reach.addresses();
    expect(reach.isOwn(address)).toBe(expected);
  });

  test('a machine’s addresses are offered beside loopback, without those of one link alone, and not by the dozen', () => {
    expect(createReach(undefined, machineWith('192.0.2.5', '169.254.7.7', 'fd00::5', 'fe80::5')).addresses()).toEqual(['127.0.0.1', '192.0.2.5', 'fd00::5']);
    expect(createReach(undefined, machineWith()).addresses()).toEqual(['127.0.0.1']);
    const many = Array.from({ length: 40 }, (_, at) => `192.0.2.${at + 1}`);
    expect(createReach(undefined, machineWith(...many)).addresses()).toHaveLength(8);
  });

  test('an address that comes during the day is offered and taken from then on, one that goes is not', () => {
    const machine = { now: machineWith('192.0.2.5') };
    const reach = createReach(undefined, () => machine.now());
    reach.addresses();
    machine.now = machineWith('192.0.2.9');
    expect(reach.addresses()).toEqual(['127.0.0.1', '192.0.2.9']);
    expect([reach.isOwn('192.0.2.9'), reach.isOwn('192.0.2.5')]).toEqual([true, false]);
  });

  test('`--media-host` is one address: loopback for this machine, another for everybody, a foreign one is refused in words', () => {
    expect(createReach('127.0.0.1')).toMatchObject({ isOpen: false, binds: { udp4: '127.0.0.1' } });
    expect(createReach('fd00::5')).toMatchObject({ isOpen: true, binds: { udp6: 'fd00::5' } });
    const machine = machineWith('192.0.2.5');
    expect(whyNoMediaHost('192.0.2.5', machine)).toBeUndefined();
    expect(whyNoMediaHost('0.0.0.0', machine)).toBe('"0.0.0.0" is no address of this machine, which has 127.0.0.1, 192.0.2.5');
  });
});

describe('the guard of datagrams', () => {
  test('records an attempt to send outside, in every form of the call, and sends nothing', () => {
    const { violations } = guard();
    const socket = dgram.createSocket('udp4');
    socket.send('x', 3478, outside);
    socket.send(Buffer.from('x'), 0, 1, 3479, outside);
    socket.send([Buffer.from('x')], 3480, outside, () => {});
    socket.close();
    expect(violations).toEqual([`${outside}:3478`, `${outside}:3479`, `${outside}:3480`]);
  });

  test('goes when the last of several is released, in any order', () => {
    const before: unknown = Reflect.get(dgram.Socket.prototype, 'send');
    const emit: unknown = Reflect.get(dgram.Socket.prototype, 'emit');
    const [first, second] = [guard(), guard('192.0.2.5')];
    first.release();
    expect(Reflect.get(dgram.Socket.prototype, 'send')).not.toBe(before);
    second.release();
    expect(Reflect.get(dgram.Socket.prototype, 'send')).toBe(before);
    expect(Reflect.get(dgram.Socket.prototype, 'emit')).toBe(emit);
  });

  test('lets datagrams to this machine pass', async () => {
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

test.each(['127.0.0.1', '127.0.0.2'])('media offers one address only, the one it is told: %s', async (host) => {
  const clock = new RealClock();
  const hub = createMediaHub({ clock, mediaHost: host });
  const offer = await hub.open().offer();
  const candidates = offer.split('\r\n').filter((line) => line.startsWith('a=candidate:'));
  expect(candidates).toEqual([expect.stringContaining(` ${host} `)]);
  expect(offer).toContain('m=audio');
  expect(hub.violations).toEqual([]);
  hub.close();
  expect(hub.openLegs).toBe(0);
  clock.close();
});
