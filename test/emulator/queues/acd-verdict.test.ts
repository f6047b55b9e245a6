import { describe, expect, test } from 'vitest';
import { Bench, lastOf } from './bench';
import { addUser } from './account';

test('[9.61] enqueueACDRequest returns at once, the verdict comes later', async () => {
  const bench = new Bench();
  bench.acdQueue();
  await bench.ready('anna', 'silent');
  const probe = bench.request();
  expect(probe.names).toEqual([]);
  await bench.pass(1);
  expect(probe.names.slice(0, 2)).toEqual(['Queued', 'OperatorCallAttempt']);
});

test('[9.62] all operators OFFLINE: Offline only, nothing is queued', async () => {
  const bench = new Bench();
  const queue = bench.acdQueue();
  addUser(bench.rows, 'anna');
  const probe = bench.request();
  await bench.pass(1);
  expect(probe.names).toEqual(['Offline']);
  expect([bench.queues.view.acdQueue(queue.id).waiting, bench.queues.liveRequests()]).toEqual([[], 0]);
});

test.each([['yes', 'Offline'], ['no', 'Queued']] as const)('[9.63] banned operators are as good as offline: %s', async (offlineCountsBanned, name) => {
  const bench = new Bench({ offlineCountsBanned });
  bench.acdQueue();
  const anna = await bench.ready('anna');
  bench.queues.presence.setSystemStatus(anna.user.id, 'acd', 'BANNED');
  const probe = bench.request();
  await bench.pass(1);
  expect(probe.names).toEqual([name]);
});

test.each(['ONLINE', 'DND', 'AFTER_SERVICE', 'TIMEOUT', 'IN_SERVICE'])('[9.64] with an operator in %s the request waits', async (status) => {
  const bench = new Bench();
  bench.acdQueue();
  const anna = await bench.ready('anna');
  anna.device.setStatus(status);
  const probe = bench.request();
  await bench.pass(600_000);
  expect(probe.names).toEqual(['Queued']);
});

describe('a queue that refuses', () => {
  test('[9.65] max_queue_size reached: QueueFull', async () => {
    const bench = new Bench();
    bench.acdQueue({ maxSize: 2 });
    (await bench.ready('anna')).device.setStatus('DND');
    const probes = [bench.request(), bench.request(), bench.request()];
    await bench.pass(1);
    expect(probes.map((probe) => probe.names)).toEqual([['Queued'], ['Queued'], ['QueueFull']]);
  });

  test.each([['QueueFull', 'QueueFull'], ['Error', 'Error']] as const)('[9.138] predicted wait above the maximum: %s', async (predictedWaitRefusal, name) => {
    const bench = new Bench({ predictedWaitRefusal });
    bench.acdQueue({ maxWaitingMinutes: 2, averageServiceSeconds: 100 });
    (await bench.ready('anna')).device.setStatus('DND');
    const [first, second] = [bench.request(), bench.request()];
    await bench.pass(1);
    expect([first.names, second.names]).toEqual([['Queued'], [name]]);
  });

  test.each([['error-event', ['Error']], ['offline', ['Offline']]] as const)('[9.66] unknown queue: %s', async (unknownQueue, names) => {
    const probe = new Bench({ unknownQueue });
    const request = probe.request({}, 'nowhere');
    await probe.pass(1);
    expect(request.names).toEqual(names);
  });

  test('[9.66] unknown queue: throw', () => {
    const bench = new Bench({ unknownQueue: 'throw' });
    expect(() => bench.request({}, 'nowhere')).toThrow('nowhere');
  });

  test('the queue of another application is unknown here', async () => {
    const bench = new Bench();
    bench.acdQueue({ applicationId: 5 });
    const probe = bench.request();
    await bench.pass(1);
    expect(probe.names).toEqual(['Error']);
  });

  test('a queue that is deleted gives its requests an Error', async () => {
    const bench = new Bench();
    const queue = bench.acdQueue();
    (await bench.ready('anna')).device.setStatus('DND');
    const probe = bench.request();
    await bench.pass(1);
    bench.rows.acdQueues.delete(queue.id);
    bench.queues.bindingsChanged();
    await bench.pass(1);
    expect([probe.names, bench.queues.liveRequests()]).toEqual([['Queued', 'Error'], 0]);
  });
});

test.each([['waits', ['Queued']], ['offline', ['Queued', 'Offline']]] as const)('[9.84] the last operator leaves a queue: %s', async (lastOperatorLeaves, names) => {
  const bench = new Bench({ lastOperatorLeaves });
  bench.acdQueue();
  const anna = await bench.ready('anna');
  anna.device.setStatus('DND');
  const probe = bench.request();
  await bench.pass(1);
  anna.device.disconnect({ clean: true });
  await bench.pass(60_000);
  expect(probe.names).toEqual(names);
});

describe('getStatus', () => {
  test('[9.68] Waiting comes only when asked, with a 1-based position and whole minutes', async () => {
    const bench = new Bench();
    bench.acdQueue({ averageServiceSeconds: 120 });
    (await bench.ready('anna')).device.setStatus('DND');
    const [first, second] = [bench.request(), bench.request()];
    await bench.pass(30_000);
    expect(second.names).toEqual(['Queued']);
    for (const probe of [first, second]) probe.object['getStatus']?.();
    await bench.pass(1);
    expect([lastOf(first, 'Waiting'), lastOf(second, 'Waiting')]).toMatchObject([{ position: 1, ewt: 2 }, { position: 2, ewt: 4 }]);
  });

  test('[9.69] before Queued it is a breach of the contract', async () => {
    const bench = new Bench();
    bench.acdQueue();
    const probe = bench.request();
    probe.object['getStatus']?.();
    expect(probe.violations).toEqual(['ACDRequest.getStatus() before ACDEvents.Queued']);
  });

  test('[9.69] the methods of an ACDRequest work detached, and JSON finds nothing in it', async () => {
    const bench = new Bench();
    bench.acdQueue();
    const probe = bench.request();
    const { id, getStatus, cancel } = probe.object;
    expect([JSON.stringify(probe.object), typeof id?.()]).toEqual(['{}', 'string']);
    await bench.pass(1);
    getStatus?.();
    cancel?.();
  });

  test('it says nothing once the request is over', async () => {
    const bench = new Bench();
    bench.acdQueue();
    await bench.ready('anna');
    const probe = bench.request();
    await bench.pass(10);
    probe.object['getStatus']?.();
    await bench.pass(10);
    expect(probe.names.at(-1)).toBe('OperatorReached');
  });
});

test.each([['honoured', []], ['ignored', ['Queued', 'OperatorCallAttempt']]] as const)('[9.127] cancel() before the verdict: %s', async (cancelBeforeVerdict, names) => {
  const bench = new Bench({ cancelBeforeVerdict });
  bench.acdQueue();
  await bench.ready('anna', 'silent');
  const probe = bench.request();
  probe.object['cancel']?.();
  await bench.pass(10);
  expect(probe.names).toEqual(names);
});

test('a priority outside 1 to 100 is a breach of the contract', () => {
  const bench = new Bench();
  bench.acdQueue();
  expect(bench.request({ priority: 101 }).violations).toHaveLength(1);
});
