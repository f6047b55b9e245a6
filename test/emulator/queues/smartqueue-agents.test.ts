import { describe, expect, test } from 'vitest';
import type { UserRow } from '../../../emulator/account/objects';
import { Bench, type Probe } from './bench';

async function sqBench(switches = {}, queue = {}) {
  const bench = new Bench(switches);
  bench.smartQueue(queue);
  for (const [id, name] of [[1, 'english'], [2, 'billing']] as const) {
    bench.rows.sqSkills.set(id, { id, applicationId: 77, name, description: '' });
  }
  return bench;
}

function given(probe: Probe): unknown[] {
  return probe.seen.filter(({ name }) => name === 'DistributeTask').map(({ payload }) => payload['operatorName']);
}

describe('[9.97] statuses by themselves', () => {
  test('DIALING, IN_SERVICE, AFTER_SERVICE; then READY is the agent’s to set', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', { answerAfterMs: 1000, talkMs: 1000 });
    bench.task();
    await bench.pass(60_000);
    expect(anna.statuses).toEqual(['ONLINE', 'READY', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE']);
    anna.device.setStatus('READY');
    await bench.pass(1);
    expect(bench.status(anna)).toBe('READY');
  });

  test.each([500, 1500])('[9.98] while it rings or talks (%i ms) no status of his own is taken', async (atMs) => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', { answerAfterMs: 1000 });
    bench.task();
    await bench.pass(atMs);
    const before = bench.status(anna);
    anna.device.setStatus('READY');
    expect(bench.status(anna)).toBe(before);
  });

  test('R12 no offer in AFTER_SERVICE, from no queue', async () => {
    const bench = await sqBench();
    bench.smartQueue({ name: 'other' });
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 10 });
    bench.task();
    await bench.pass(100);
    bench.task();
    bench.task({ queue: { name: 'other' } });
    await bench.pass(600_000);
    expect([bench.status(anna), anna.rings.length]).toEqual(['AFTER_SERVICE', 1]);
  });

  test('R14 a socket lost in a conversation: after the grace OFFLINE, never READY', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna');
    bench.task();
    await bench.pass(100);
    anna.device.disconnect({ clean: false });
    await bench.pass(100);
    expect(bench.status(anna)).toBe('AFTER_SERVICE');
    await bench.pass(20_000);
    expect(bench.status(anna)).toBe('OFFLINE');
  });

  test.each(['READY', 'ONLINE', 'BANNED', 'AFTER_SERVICE'] as const)('[9.126] a task ended in mid-ring leaves the agent %s', async (statusAfterCancelledRing) => {
    const bench = await sqBench({ statusAfterCancelledRing });
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.task();
    await bench.pass(100);
    probe.object['end']?.('caller left');
    expect(bench.status(anna)).toBe(statusAfterCancelledRing);
  });
});

describe('who gets it', () => {
  test('[9.128] larger priority first by default, FIFO within', async () => {
    expect(await servedOrder({}, [10, 50, 90, 50])).toEqual([2, 1, 3, 0]);
  });
  test('[9.128] by switch the smaller first', async () => {
    expect(await servedOrder({ sqPriority: 'smaller-first' }, [10, 50, 90, 50])).toEqual([0, 1, 3, 2]);
  });
  test('with MAX_WAITING_TIME as task selection arrival alone counts', async () => {
    expect(await servedOrder({}, [10, 50, 90], { taskSelection: 'MAX_WAITING_TIME' })).toEqual([0, 1, 2]);
  });

  async function servedOrder(switches: object, priorities: number[], queue = {}): Promise<number[]> {
    const bench = await sqBench(switches, queue);
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 10 });
    anna.device.setStatus('ONLINE');
    const probes = priorities.map((priority) => bench.task({ priority }));
    for (let i = 0; i <= priorities.length; i++) {
      await bench.pass(100);
      anna.device.setStatus('READY');
    }
    const at = (probe: Probe | undefined) => probe?.seen.find(({ name }) => name === 'OperatorReached')?.atMs ?? Infinity;
    return priorities.map((_, index) => index).sort((left, right) => at(probes[left]) - at(probes[right]));
  }

  const levels = (level: number): Partial<UserRow> => ({ sqSkills: [{ id: 1, level }] });

  test.each([
    ['MOST_QUALIFIED', [1, 2, 3, 4, 5], 'expert'],
    ['LEAST_QUALIFIED', [1, 2, 3, 4, 5], 'novice'],
    ['LEAST_QUALIFIED', [3, 4, 5], 'middle'],
    ['MAX_WAITING_TIME', [1, 2, 3, 4, 5], 'middle'],
  ])('%s among levels %j: %s', async (agentSelection, level, name) => {
    const bench = await sqBench({}, { agentSelection });
    await bench.ready('middle', 'answer', levels(3));
    await bench.ready('expert', 'answer', levels(5));
    await bench.ready('novice', 'answer', levels(1));
    const probe = bench.task({ skills: [{ name: 'english', level }] });
    await bench.pass(100);
    expect(given(probe)).toEqual([name]);
  });

  test('a task whose skill nobody has is refused, though others are there', async () => {
    const bench = await sqBench();
    await bench.ready('anna', 'answer', levels(5));
    const probes = ['billing', 'unheard-of'].map((name) => bench.task({ skills: [{ name, level: [1, 5] }] }));
    await bench.pass(100);
    expect(probes.map((probe) => probe.names)).toEqual([['TaskCanceled'], ['TaskCanceled']]);
  });

  test('one who has the skill and is busy is waited for; a later task without skills goes past', async () => {
    const bench = await sqBench();
    const expert = await bench.ready('expert', 'answer', levels(5));
    expert.device.setStatus('ONLINE');
    await bench.ready('anna');
    const [picky, easy] = [bench.task({ skills: [{ name: 'english', level: [5] }] }), bench.task()];
    await bench.pass(100);
    expect([given(picky), given(easy)]).toEqual([[], ['anna']]);
    expert.device.setStatus('READY');
    await bench.pass(100);
    expect(given(picky)).toEqual(['expert']);
  });

  test('[9.129] an agent without handle_calls gets nothing', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'answer', { handleCalls: false });
    const probe = bench.task();
    await bench.pass(100);
    expect([anna.rings.length, probe.names]).toEqual([0, ['TaskCanceled']]);
  });
});

describe('operatorSettings', () => {
  async function two() {
    const bench = await sqBench();
    const [anna, boris] = [await bench.ready('anna'), await bench.ready('boris', { answerAfterMs: 0, talkMs: 5000 })];
    return { bench, anna, boris, wants: (mode: string, timeout = 0) => ({ operatorSettings: { operatorId: boris.user.id, mode, timeout } }) };
  }

  test.each(['STRICT', 'SMART'])('%s: the named agent first, though another is idle longer', async (mode) => {
    const { bench, wants } = await two();
    const probe = bench.task(wants(mode));
    await bench.pass(10);
    expect(given(probe)).toEqual(['boris']);
  });

  test('STRICT gives up when he cannot be taken', async () => {
    const { bench, boris, wants } = await two();
    boris.device.setStatus('DND');
    const probe = bench.task(wants('STRICT', 3));
    await bench.pass(2990);
    expect(probe.names).toEqual(['EnqueueSuccess']);
    await bench.pass(100);
    expect(probe.seen.at(-1)).toMatchObject({ name: 'TaskCanceled', payload: { status: 1006 } });
  });

  test.each([0, 3])('SMART goes to others after %i s', async (timeout) => {
    const { bench, boris, wants } = await two();
    boris.device.setStatus('DND');
    const probe = bench.task(wants('SMART', timeout));
    await bench.pass(timeout * 1000 + 10);
    expect([given(probe), probe.seen.find(({ name }) => name === 'DistributeTask')?.atMs]).toEqual([['anna'], timeout * 1000 + 2]);
  });

  test.each([['STRICT', ['boris'], 'TaskCanceled'], ['SMART', ['boris', 'anna'], 'OperatorReached']])('%s after his decline', async (mode, names, last) => {
    const bench = await sqBench();
    await bench.ready('anna');
    const boris = await bench.ready('boris', 'reject');
    const probe = bench.task({ operatorSettings: { operatorId: boris.user.id, mode } });
    await bench.pass(100);
    expect([given(probe), probe.names.at(-1)]).toEqual([names, last]);
  });
});

describe('[9.96] agents who are all away', () => {
  test.each(['DND', 'CUSTOM_3', 'OFFLINE'])('%s: a queue that holds keeps its tasks', async (status) => {
    const bench = await sqBench({}, { holdCallsIfInactiveAgents: true });
    const anna = await bench.ready('anna');
    anna.device.setStatus(status);
    const probe = bench.task();
    await bench.pass(100);
    expect(probe.names).toEqual(['EnqueueSuccess']);
    anna.device.setStatus('READY');
    await bench.pass(100);
    expect(probe.names.at(-1)).toBe('OperatorReached');
  });

  test('ONLINE and AFTER_SERVICE are not away', async () => {
    const bench = await sqBench({}, { holdCallsIfInactiveAgents: false });
    (await bench.ready('anna')).device.setStatus('ONLINE');
    const probe = bench.task();
    await bench.pass(600_000);
    expect(probe.names).not.toContain('TaskCanceled');
  });

  test.each([['false', 'TaskCanceled'], ['true', 'EnqueueSuccess']] as const)('[9.130] the flag left out counts as %s', async (holdCallsDefault, last) => {
    const bench = await sqBench({ holdCallsDefault });
    (await bench.ready('anna')).device.setStatus('DND');
    const probe = bench.task();
    await bench.pass(100);
    expect(probe.names.at(-1)).toBe(last);
  });

  test.each([['canceled', 'TaskCanceled'], ['waits', 'EnqueueSuccess']] as const)('[9.134] the last agent leaves while a task waits: %s', async (lastAgentLeaves, last) => {
    const bench = await sqBench({ lastAgentLeaves });
    const anna = await bench.ready('anna');
    anna.device.setStatus('ONLINE');
    const probe = bench.task();
    await bench.pass(100);
    anna.device.disconnect({ clean: true });
    await bench.pass(1000);
    expect(probe.names.at(-1)).toBe(last);
  });

  test.each([['canceled', 'TaskCanceled'], ['waits', 'DistributeTask']] as const)('[9.134] the last agent declines: %s', async (lastAgentLeaves, last) => {
    const bench = await sqBench({ lastAgentLeaves });
    await bench.ready('anna', 'reject');
    const probe = bench.task();
    await bench.pass(1000);
    expect(probe.names.at(-1)).toBe(last);
  });
});
