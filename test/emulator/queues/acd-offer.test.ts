import { describe, expect, test } from 'vitest';
import { Bench, lastOf, type Behaviour, type Probe } from './bench';

async function acdBench(switches = {}, queue = {}) {
  const bench = new Bench(switches);
  bench.acdQueue(queue);
  return bench;
}

/** Who was rung for a request, in order. */
function rung(probe: Probe): unknown[] {
  return probe.seen
    .filter(({ name }) => name === 'OperatorCallAttempt')
    .map(({ payload }) => (payload['operatorCall'] as { number(): string }).number());
}

test('[9.67][9.72][9.79] Queued, then the attempt, then OperatorReached with the same leg', async () => {
  const bench = await acdBench();
  const anna = await bench.ready('anna', { answerAfterMs: 3000 });
  const probe = bench.request({ headers: { 'X-Vox-Call': '9', 'VI-CallTimeout': '20', Cookie: 'no' } });
  await bench.pass(5000);
  expect(probe.names).toEqual(['Queued', 'OperatorCallAttempt', 'OperatorReached']);
  expect(lastOf(probe, 'OperatorReached')?.['operatorCall']).toBe(lastOf(probe, 'OperatorCallAttempt')?.['operatorCall']);
  expect(anna.rings.map(({ number, headers }) => ({ number, headers }))).toEqual([{ number: '79161234567', headers: { 'X-Vox-Call': '9' } }]);
  expect(lastOf(probe, 'OperatorReached')?.['request']).toBe(probe.object);
});

describe('who is rung', () => {
  test('[9.71] the longest idle, and after a call he is the last', async () => {
    const bench = await acdBench();
    const talk: Behaviour = { answerAfterMs: 0, talkMs: 100 };
    for (const name of ['anna', 'boris', 'vera']) await bench.ready(name, talk);
    const order: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const probe = bench.request();
      await bench.pass(1000);
      order.push(...rung(probe));
    }
    expect(order).toEqual(['anna', 'boris', 'vera', 'anna']);
  });

  test('[9.71] by switch any of them', async () => {
    const bench = await acdBench({ acdSelection: 'random' });
    for (const name of ['anna', 'boris', 'vera']) await bench.ready(name, { answerAfterMs: 0, talkMs: 10 });
    const seen = new Set<unknown>();
    for (let i = 0; i < 30; i++) {
      const probe = bench.request();
      await bench.pass(1000);
      seen.add(rung(probe)[0]);
    }
    expect(seen.size).toBe(3);
  });

  test('[9.71] only who is bound: by hand, or by the skills of the queue', async () => {
    const bench = await acdBench({}, { skillIds: [1, 2] });
    await bench.ready('anna', 'answer', { acdQueueIds: [], acdSkillIds: [1] });
    await bench.ready('boris', 'answer', { acdQueueIds: [], acdSkillIds: [2, 1] });
    const probe = bench.request();
    await bench.pass(10);
    expect(rung(probe)).toEqual(['boris']);
  });

  test('with auto_binding off skills bind nobody', async () => {
    const bench = await acdBench({}, { skillIds: [1], autoBinding: false });
    await bench.ready('anna', 'answer', { acdQueueIds: [], acdSkillIds: [1] });
    const probe = bench.request();
    await bench.pass(10);
    expect(probe.names).toEqual(['Offline']);
  });

  test('one who is bound while a request waits is rung', async () => {
    const bench = await acdBench();
    (await bench.ready('anna')).device.setStatus('DND');
    const boris = await bench.ready('boris', 'answer', { acdQueueIds: [] });
    const probe = bench.request();
    await bench.pass(10);
    boris.user.acdQueueIds.push(...bench.rows.acdQueues.keys());
    bench.queues.bindingsChanged();
    await bench.pass(10);
    expect(rung(probe)).toEqual(['boris']);
  });

  test('[9.70] priority 1 before 100, first come first served within', async () => {
    const bench = await acdBench();
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 10 });
    anna.device.setStatus('DND');
    const probes = [100, 50, 1, 50].map((priority) => bench.request({ priority }));
    await bench.pass(10);
    anna.device.setStatus('READY');
    await bench.pass(10_000);
    const order = [...probes].sort((left, right) => reachedAt(left) - reachedAt(right)).map((probe) => probes.indexOf(probe));
    expect(order).toEqual([2, 1, 3, 0]);
  });

  test('[9.70] of several queues the one with the smaller acd_queue_priority goes first', async () => {
    const bench = await acdBench({}, { name: 'second', priority: 5 });
    bench.acdQueue({ name: 'first', priority: 0 });
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 10 });
    anna.device.setStatus('DND');
    const [second, first] = [bench.request({}, 'second'), bench.request({ priority: 100 }, 'first')];
    await bench.pass(10);
    anna.device.setStatus('READY');
    await bench.pass(1000);
    expect(reachedAt(first)).toBeLessThan(reachedAt(second));
  });

  test('a queue with service_probability below 1 sometimes lets the next one go first', async () => {
    const bench = await acdBench({}, { name: 'often', priority: 0, serviceProbability: 0.5 });
    bench.acdQueue({ name: 'seldom', priority: 1 });
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 1 });
    let seldomFirst = 0;
    for (let i = 0; i < 40; i++) {
      anna.device.setStatus('DND');
      const [often, seldom] = [bench.request({}, 'often'), bench.request({}, 'seldom')];
      await bench.pass(10);
      anna.device.setStatus('READY');
      await bench.pass(100);
      if (reachedAt(seldom) < reachedAt(often)) seldomFirst += 1;
    }
    expect(seldomFirst).toBeGreaterThan(8);
    expect(seldomFirst).toBeLessThan(32);
  });
});

function reachedAt(probe: Probe): number {
  return probe.seen.find(({ name }) => name === 'OperatorReached')?.atMs ?? Infinity;
}

describe('an attempt that fails', () => {
  test.each([['603', 'reject'], ['603', 'busy'], ['486', 'reject'], ['486', 'busy']] as const)(
    '[9.73][9.76] decline with code %s (%s): OperatorFailed, then the next one without a word of the scenario',
    async (declineCode, behaviour) => {
      const bench = await acdBench({ declineCode });
      await bench.ready('anna', behaviour);
      await bench.ready('boris');
      const probe = bench.request();
      await bench.pass(1000);
      expect(probe.names).toEqual(['Queued', 'OperatorCallAttempt', 'OperatorFailed', 'OperatorCallAttempt', 'OperatorReached']);
      expect(lastOf(probe, 'OperatorFailed')).toMatchObject({ operatorUserName: 'anna', statusCode: Number(declineCode) });
    },
  );

  test.each([['yes', 'BANNED'], ['no', 'READY']] as const)('[9.75] a decline bans: %s', async (declineBans, status) => {
    const bench = await acdBench({ declineBans });
    const anna = await bench.ready('anna', 'reject');
    await bench.ready('boris');
    bench.request();
    await bench.pass(100);
    expect(bench.status(anna)).toBe(status);
  });

  test('[9.75] without a ban the others come first, then he again', async () => {
    const bench = await acdBench({ declineBans: 'no' });
    await bench.ready('anna', 'reject');
    await bench.ready('boris', 'reject');
    const probe = bench.request();
    await bench.pass(3000);
    expect(rung(probe).slice(0, 4)).toEqual(['anna', 'boris', 'anna', 'boris']);
    expect(rung(probe).length).toBeLessThan(9);
  });

  test.each([['20', 20_000], [undefined, 60_000], ['5', 10_000], ['1800', 400_000]] as const)(
    '[9.74] VI-CallTimeout %s: OperatorFailed 408 after %i ms and a ban',
    async (timeout, afterMs) => {
      const bench = await acdBench();
      const anna = await bench.ready('anna', 'silent');
      const probe = bench.request({ headers: timeout ? { 'VI-CallTimeout': timeout } : {} });
      await bench.pass(afterMs + 1000);
      const failed = probe.seen.find(({ name }) => name === 'OperatorFailed');
      expect(failed).toMatchObject({ atMs: 1 + afterMs, payload: { operatorUserName: 'anna', statusCode: 408 } });
      expect(bench.status(anna)).toBe('BANNED');
    },
  );

  test('[9.88] a socket lost in mid-ring: 480 at once, no ban, and he is left alone while he is away', async () => {
    const bench = await acdBench({ offlineGraceSeconds: '60' });
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.request();
    await bench.pass(1000);
    anna.device.disconnect({ clean: false });
    await bench.pass(19_000);
    expect(probe.names).toEqual(['Queued', 'OperatorCallAttempt', 'OperatorFailed']);
    expect(lastOf(probe, 'OperatorFailed')).toMatchObject({ operatorUserName: 'anna', statusCode: 480 });
    expect(bench.status(anna)).toBe('READY');
  });

  test('[9.88] back and READY again, he is rung again at once', async () => {
    const bench = await acdBench();
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.request();
    await bench.pass(1000);
    anna.device.disconnect({ clean: false });
    await bench.pass(100);
    bench.login(anna.user, 'acd', 'answer').device.setStatus('READY');
    await bench.pass(10);
    expect(probe.names.at(-1)).toBe('OperatorReached');
  });
});

describe('cancel()', () => {
  async function ringing(switches = {}, behaviour: Behaviour = 'silent') {
    const bench = await acdBench(switches);
    const anna = await bench.ready('anna', behaviour);
    const probe = bench.request();
    await bench.pass(1000);
    return { bench, anna, probe };
  }

  test('[9.81] a caller who hung up is still offered until cancel()', async () => {
    const { bench, probe } = await ringing();
    const boris = await bench.ready('boris', 'silent');
    await bench.pass(70_000);
    expect([rung(probe), boris.rings.length]).toEqual([['anna', 'boris'], 1]);
  });

  test('[9.82] stops the ringing and nothing follows', async () => {
    const { bench, anna, probe } = await ringing({}, { answerAfterMs: 1200 });
    probe.object['cancel']?.();
    await bench.pass(60_000);
    expect(probe.names).toEqual(['Queued', 'OperatorCallAttempt']);
    expect([anna.rings[0]?.state, bench.queues.liveRequests()]).toEqual(['ended', 0]);
  });

  test('[9.82] by switch an answer on its way still comes', async () => {
    const { bench, probe } = await ringing({ lateOperatorReached: 'yes' }, { answerAfterMs: 1200 });
    probe.object['cancel']?.();
    await bench.pass(60_000);
    expect(probe.names).toEqual(['Queued', 'OperatorCallAttempt', 'OperatorReached']);
  });

  test('[9.82] by switch, and nobody answers: the ringing stops all the same', async () => {
    const { bench, anna, probe } = await ringing({ lateOperatorReached: 'yes' });
    probe.object['cancel']?.();
    await bench.pass(1000);
    expect([probe.names.length, anna.rings[0]?.state]).toEqual([2, 'ended']);
  });

  test.each(['READY', 'ONLINE', 'BANNED', 'AFTER_SERVICE'] as const)('[9.126] in mid-ring leaves the operator %s', async (statusAfterCancelledRing) => {
    const { bench, anna, probe } = await ringing({ statusAfterCancelledRing });
    probe.object['cancel']?.();
    await bench.pass(10);
    expect(bench.status(anna)).toBe(statusAfterCancelledRing);
  });

  test.each([['leaves', 'connected'], ['hangs-up', 'ended']] as const)('[9.83] after OperatorReached: %s', async (cancelAfterReached, state) => {
    const { bench, anna, probe } = await ringing({ cancelAfterReached }, 'answer');
    probe.object['cancel']?.();
    await bench.pass(10);
    expect(anna.rings[0]?.state).toBe(state);
  });

  test('twice is as good as once', async () => {
    const { bench, probe } = await ringing();
    probe.object['cancel']?.();
    probe.object['cancel']?.();
    await bench.pass(10);
    expect(bench.queues.liveRequests()).toBe(0);
  });
});

describe('the operator meanwhile', () => {
  test('[9.85] R11 in a call he is locked though READY, and free at the hang-up', async () => {
    const bench = await acdBench();
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 5000 });
    const [, second] = [bench.request(), bench.request()];
    await bench.pass(4000);
    expect([anna.rings.length, bench.status(anna), second.names]).toEqual([1, 'READY', ['Queued']]);
    await bench.pass(1010);
    expect([anna.rings.length, second.names.at(-1)]).toEqual([2, 'OperatorReached']);
  });

  test('R12 in AFTER_SERVICE nothing is offered, from no queue', async () => {
    const bench = await acdBench({}, { name: 'main' });
    bench.acdQueue({ name: 'other' });
    const anna = await bench.ready('anna');
    anna.device.setStatus('AFTER_SERVICE');
    bench.request({}, 'main');
    bench.request({}, 'other');
    await bench.pass(3_600_000);
    expect(anna.rings).toEqual([]);
  });

  test('R13 each wrap-up ends by its own clock', async () => {
    const bench = await acdBench();
    const [anna, boris] = [await bench.ready('anna'), await bench.ready('boris')];
    for (const man of [anna, boris]) man.device.setStatus('AFTER_SERVICE');
    bench.request();
    await bench.pass(10);
    boris.device.setStatus('READY');
    await bench.pass(10);
    expect([anna.rings.length, boris.rings.length]).toEqual([0, 1]);
  });

  test.each([['no', ['READY', 'READY']], ['yes', ['IN_SERVICE', 'AFTER_SERVICE']]] as const)('[9.86] service statuses by the platform: %s', async (autoServiceStatus, statuses) => {
    const bench = await acdBench({ autoServiceStatus });
    const anna = await bench.ready('anna', { answerAfterMs: 0, talkMs: 1000 });
    bench.request();
    await bench.pass(500);
    const talking = bench.status(anna);
    await bench.pass(1000);
    expect([talking, bench.status(anna)]).toEqual(statuses);
  });

  test.each([['kept', 'IN_SERVICE', 'progressing'], ['refused', 'READY', 'progressing'], ['cancels', 'IN_SERVICE', 'ended']] as const)(
    '[9.137] IN_SERVICE while his call still rings: %s', async (inServiceWhileRinging, status, line) => {
      const bench = await acdBench({ inServiceWhileRinging });
      const anna = await bench.ready('anna', 'silent');
      const probe = bench.request();
      await bench.pass(100);
      anna.device.setStatus('IN_SERVICE');
      await bench.pass(10);
      expect([bench.status(anna), anna.rings[0]?.state]).toEqual([status, line]);
      expect(probe.names.includes('OperatorFailed')).toBe(line === 'ended');
    });

  test('a lock of another kind keeps offers away as well', async () => {
    const bench = await acdBench();
    const anna = await bench.ready('anna');
    const unlock = bench.queues.presence.lock(anna.user.id);
    bench.request();
    await bench.pass(100);
    expect(anna.rings.length).toBe(0);
    unlock();
    unlock();
    await bench.pass(10);
    expect(anna.rings.length).toBe(1);
  });
});

test('[9.90] terminate() takes a waiting request out of the queue', async () => {
  const bench = await acdBench();
  const anna = await bench.ready('anna');
  anna.device.setStatus('DND');
  const probe = bench.request();
  await bench.pass(10);
  probe.session.terminate();
  anna.device.setStatus('READY');
  await bench.pass(1000);
  expect([anna.rings.length, bench.queues.liveRequests()]).toEqual([0, 0]);
});

test('[9.90] terminate() in mid-ring stops the ringing and frees the operator', async () => {
  const bench = await acdBench();
  const anna = await bench.ready('anna', 'silent');
  const first = bench.request();
  const second = bench.request();
  await bench.pass(10);
  first.session.terminate();
  expect(anna.rings[0]?.state).toBe('ended');
  await bench.pass(10);
  expect(rung(second)).toEqual(['anna']);
});
