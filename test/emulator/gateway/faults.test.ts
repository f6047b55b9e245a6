import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { gatewayFault, scheduleGatewayFaults } from '../../../emulator/gateway/fault-schedule';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import type { Connection } from '../../../emulator/gateway/wire/connection';
import { createCourier } from '../../../emulator/gateway/wire/courier';

function createWorld() {
  const clock = new VirtualClock();
  const faults = createGatewayFaults();
  const sent: string[] = [];
  const connection = {
    send: (name: string) => sent.push(name),
    repeatLast: () => sent.push('again'),
  } as unknown as Connection;
  return { clock, faults, sent, say: createCourier(connection, clock, faults) };
}

describe('messages to a page', () => {
  it('go out at once where nothing is wrong', () => {
    const { say, sent } = createWorld();
    say('a');
    expect(sent).toEqual(['a']);
  });

  it('slow: all of them later, in order', async () => {
    const { say, sent, faults, clock } = createWorld();
    faults.slowMs = 100;
    say('a');
    say('b');
    await clock.runFor(99);
    expect(sent).toEqual([]);
    await clock.runFor(1);
    expect(sent).toEqual(['a', 'b']);
  });

  it('late: one name is overtaken by the others', async () => {
    const { say, sent, faults, clock } = createWorld();
    faults.lateMs.set('a', 100);
    say('a');
    say('b');
    await clock.runFor(100);
    expect(sent).toEqual(['b', 'a']);
  });

  it.each([['message', ['a', 'a']], ['number', ['a', 'again']]] as const)('repeated as the same %s', (how, expected) => {
    const { say, sent, faults } = createWorld();
    faults.repeat.set('a', how);
    say('a');
    expect(sent).toEqual(expected);
  });
});

describe('faults of a file', () => {
  it('begin and end in their time, and leave alone what others have set', async () => {
    const { clock, faults } = createWorld();
    faults.lateMs.set('x', 1);
    const fault = gatewayFault.parse({ on: 'gateway', fromMs: 1_000, forMs: 500, slowMs: 70, lateMs: { y: 2 }, signInCode: { anna: 402 } });
    scheduleGatewayFaults([fault], clock, faults);
    expect(faults.slowMs).toBe(0);
    await clock.runFor(1_000);
    expect([faults.slowMs, [...faults.lateMs], faults.signInCode.get('anna')]).toEqual([70, [['x', 1], ['y', 2]], 402]);
    await clock.runFor(500);
    expect([faults.slowMs, [...faults.lateMs], faults.signInCode.size]).toEqual([0, [['x', 1]], 0]);
  });

  it.each([{ silence: true }, { refuseSockets: 'maybe' }, { slowMs: -1 }, { signInCode: { anna: 200 } }])('%o is refused', (wrong) => {
    expect(gatewayFault.safeParse({ on: 'gateway', ...wrong }).success).toBe(false);
  });

  it('stop when they are told to', async () => {
    const { clock, faults } = createWorld();
    const stop = scheduleGatewayFaults([{ on: 'gateway', fromMs: 10, silent: true }], clock, faults);
    stop();
    await clock.runFor(20);
    expect(faults.silent).toBe(false);
  });
});
