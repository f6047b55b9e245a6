import { describe, expect, test } from 'vitest';
import { addUser } from './account';
import { Bench, type Wire } from './bench';

const WIRES: Wire[] = ['acd', 'smartqueue'];

function signIn(wire: Wire, switches = {}) {
  const bench = new Bench(switches);
  const man = bench.login(addUser(bench.rows, 'anna'), wire);
  return { bench, man };
}

describe.each(WIRES)('%s', (wire) => {
  test('[9.87] login sets ONLINE, never READY', async () => {
    const { bench, man } = signIn(wire);
    await bench.pass(1);
    expect(man.statuses).toEqual(['ONLINE']);
    expect(bench.queues.presence.isPresent(man.user.id)).toBe(true);
  });

  test.each([['20', 20_000], ['60', 60_000]] as const)('[9.133] a lost socket leaves the status for %s s', async (offlineGraceSeconds, graceMs) => {
    const { bench, man } = signIn(wire, { offlineGraceSeconds });
    man.device.setStatus('READY');
    man.device.disconnect({ clean: false });
    await bench.pass(graceMs - 1);
    expect([bench.status(man), bench.queues.presence.isPresent(man.user.id)]).toEqual(['READY', true]);
    expect(bench.queues.presence.ringable(man.user.id)).toEqual([]);
    await bench.pass(1);
    expect([bench.status(man), bench.queues.presence.isPresent(man.user.id)]).toEqual(['OFFLINE', false]);
  });

  test('[9.133] with a grace of 0 s he is OFFLINE at once', () => {
    const { bench, man } = signIn(wire, { offlineGraceSeconds: '0' });
    man.device.disconnect({ clean: false });
    expect(bench.status(man)).toBe('OFFLINE');
  });

  test('[9.87] signing out makes OFFLINE at once', () => {
    const { bench, man } = signIn(wire);
    man.device.disconnect({ clean: true });
    expect([bench.status(man), bench.queues.presence.isPresent(man.user.id)]).toEqual(['OFFLINE', false]);
  });

  test('[9.125] back within the grace the status is ONLINE, and stays', async () => {
    const { bench, man } = signIn(wire);
    man.device.setStatus('READY');
    man.device.disconnect({ clean: false });
    await bench.pass(5_000);
    const again = bench.login(man.user, wire);
    await bench.pass(60_000);
    expect(bench.status(again)).toBe('ONLINE');
  });

  test('[9.124] tabs share the status; the request id comes to the asker alone', async () => {
    const { bench, man } = signIn(wire);
    const pushes: unknown[] = [];
    man.device.listen({ status: (push) => pushes.push(['first', push.status, push.requestId]) });
    const second = bench.login(man.user, wire);
    second.device.listen({ status: (push) => pushes.push(['second', push.status, push.requestId]) });
    await bench.pass(1);
    pushes.length = 0;
    second.device.setStatus('DND', 'r1');
    await bench.pass(1);
    expect(pushes).toEqual([['first', 'DND', undefined], ['second', 'DND', 'r1']]);
  });

  test('who listens right after signing in hears of it', async () => {
    const bench = new Bench();
    const pushes: string[] = [];
    const device = bench.queues.presence.connect(addUser(bench.rows, 'anna'), { queueType: wire, receiveCalls: true });
    device.listen({ status: ({ status }) => pushes.push(status) });
    await bench.pass(1);
    expect(pushes).toEqual(['ONLINE']);
  });

  test('a second tab does not disturb the status', async () => {
    const { bench, man } = signIn(wire);
    man.device.setStatus('READY');
    const second = bench.login(man.user, wire);
    await bench.pass(1);
    expect([bench.status(man), second.statuses]).toEqual(['READY', ['READY']]);
  });

  test('a tab with receiveCalls:false is never rung', () => {
    const { bench, man } = signIn(wire);
    bench.queues.presence.connect(man.user, { queueType: wire, receiveCalls: false });
    expect(bench.queues.presence.ringable(man.user.id)).toEqual([man.device]);
  });

  test('a device that is gone says so once, and can neither call nor set a status', () => {
    const { bench, man } = signIn(wire);
    let gone = 0;
    bench.queues.presence.ringable(man.user.id)[0]?.onGone(() => { gone += 1; });
    man.device.disconnect({ clean: true });
    man.device.disconnect({ clean: false });
    man.device.setStatus('READY');
    expect([gone, bench.status(man)]).toEqual([1, 'OFFLINE']);
    expect(() => man.device.call('100')).toThrow('anna is not connected');
  });
});

const SETTABLE = {
  acd: ['OFFLINE', 'ONLINE', 'READY', 'IN_SERVICE', 'AFTER_SERVICE', 'TIMEOUT', 'DND'],
  smartqueue: ['OFFLINE', 'ONLINE', 'READY', 'DND', 'CUSTOM_1', 'CUSTOM_10'],
};
const REFUSED = {
  acd: ['BANNED', 'DIALING', 'CUSTOM_1', 'bogus'],
  smartqueue: ['BANNED', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE', 'TIMEOUT', 'CUSTOM_11', 'bogus'],
};

describe.each(WIRES)('what an operator may set on %s', (wire) => {
  test.each(SETTABLE[wire])('%s is taken', async (status) => {
    const { bench, man } = signIn(wire);
    man.device.setStatus(status);
    await bench.pass(1);
    expect([bench.status(man), man.statuses.at(-1)]).toEqual([status, status]);
  });

  test.each(REFUSED[wire])('[9.98] %s is refused with the present status', async (status) => {
    const { bench, man } = signIn(wire);
    const pushes: unknown[] = [];
    man.device.setStatus('DND');
    await bench.pass(1);
    man.device.listen({ status: (push) => pushes.push([push.status, push.requestId, push.refused]) });
    man.device.setStatus(status, 'r2');
    await bench.pass(1);
    expect(pushes).toEqual([['DND', 'r2', true]]);
  });
});

describe('bans', () => {
  function banned(wire: Wire, switches = {}) {
    const { bench, man } = signIn(wire, switches);
    man.device.setStatus('READY');
    bench.queues.presence.setSystemStatus(man.user.id, wire, 'BANNED');
    return { bench, man };
  }

  test.each([['2', 2], ['12', 12]] as const)('[9.77] a ban of v1 ends after %s h, with READY', async (banHours, hours) => {
    const { bench, man } = banned('acd', { banHours });
    await bench.pass(hours * 3_600_000 - 1);
    expect(bench.status(man)).toBe('BANNED');
    await bench.pass(1);
    expect(bench.status(man)).toBe('READY');
  });

  test('a ban of SmartQueue does not end by itself', async () => {
    const { bench, man } = banned('smartqueue');
    await bench.pass(20 * 3_600_000);
    expect(bench.status(man)).toBe('BANNED');
  });

  test.each(WIRES)('[9.77] ONLINE then READY ends a ban on %s', (wire) => {
    const { bench, man } = banned(wire);
    man.device.setStatus('ONLINE');
    man.device.setStatus('READY');
    expect(bench.status(man)).toBe('READY');
  });

  test.each([['yes', 'READY'], ['no', 'BANNED']] as const)('[9.78] READY alone lifts a ban: %s', (readyLiftsBan, after) => {
    const { bench, man } = banned('acd', { readyLiftsBan });
    man.device.setStatus('READY');
    expect(bench.status(man)).toBe(after);
  });

  test('[9.78] going through DND does not outwit the ban', () => {
    const { bench, man } = banned('acd');
    man.device.setStatus('DND');
    man.device.setStatus('READY');
    expect(bench.status(man)).toBe('DND');
  });
});

test('nobody who has not signed in can be given a status', () => {
  const bench = new Bench();
  const user = addUser(bench.rows, 'anna');
  bench.queues.presence.setSystemStatus(user.id, 'acd', 'READY');
  expect(bench.queues.presence.status(user.id, 'acd')).toBe('OFFLINE');
});

test('changes are told with who made them', () => {
  const { bench, man } = signIn('acd');
  const changes: unknown[] = [];
  bench.queues.presence.onChange(({ before, after, by }) => changes.push([before, after, by]));
  man.device.setStatus('READY');
  bench.queues.presence.setSystemStatus(man.user.id, 'acd', 'BANNED');
  expect(changes).toEqual([['ONLINE', 'READY', 'operator'], ['READY', 'BANNED', 'platform']]);
});
