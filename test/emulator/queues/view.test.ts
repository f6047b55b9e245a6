import { expect, test } from 'vitest';
import { Bench } from './bench';

async function acdBench() {
  const bench = new Bench();
  const queue = bench.acdQueue({ averageServiceSeconds: 60 });
  return { bench, view: () => bench.queues.view.acdQueue(queue.id) };
}

test('[9.89] GetACDState, acd_status and the device agree', async () => {
  const { bench, view } = await acdBench();
  const anna = await bench.ready('anna');
  await bench.pass(4000);
  expect(view().ready).toEqual([{ userId: anna.user.id, idleMs: 4001 }]);
  anna.device.setStatus('AFTER_SERVICE');
  expect(view()).toMatchObject({ ready: [], afterService: [{ userId: anna.user.id, status: 'AFTER_SERVICE' }] });
  expect(bench.queues.view.status(anna.user.id, 'acd')).toEqual({ status: bench.status(anna), sinceMs: bench.clock.now() });
});

test('[9.89] GetACDState shows who is locked by what, served and waiting', async () => {
  const { bench, view } = await acdBench();
  const anna = await bench.ready('anna');
  const boris = await bench.ready('boris', 'reject');
  boris.device.setStatus('ONLINE');
  const first = bench.request({ priority: 3 });
  await bench.pass(1000);
  bench.queues.presence.setSystemStatus(boris.user.id, 'acd', 'BANNED');
  const second = bench.request();
  await bench.pass(5000);
  expect(view()).toMatchObject({
    ready: [],
    locked: [
      { userId: anna.user.id, status: 'READY', locks: [{ id: first.object['id']?.() }] },
      { userId: boris.user.id, status: 'BANNED', locks: [] },
    ],
    servicing: [{ userId: anna.user.id, callerid: '79161234567', priority: 3, waitingMs: 0, requestId: first.object['id']?.() }],
    waiting: [{ priority: 1, waitingMs: 5000, ewtMinutes: 1, requestId: second.object['id']?.() }],
  });
});

test('ACD history has a row for each request that ended', async () => {
  const { bench } = await acdBench();
  const anna = await bench.ready('anna', { answerAfterMs: 2000, talkMs: 30_000 });
  bench.request({ customData: 'x' });
  const waiting = bench.request();
  bench.request({}, 'nowhere');
  await bench.pass(30_000);
  waiting.object['cancel']?.();
  await bench.pass(3000);
  anna.device.setStatus('AFTER_SERVICE');
  await bench.pass(7000);
  anna.device.setStatus('READY');
  expect(bench.queues.view.acdHistory()).toMatchObject([
    { outcome: 'rejected', userId: null },
    { outcome: 'unserviced', userId: null, waitingMs: 30_000 },
    { outcome: 'served', userId: anna.user.id, waitingMs: 2000, inServiceMs: 30_000, afterServiceMs: 7000, operatorHangup: true,
      customData: 'x', events: [{ id: 1, type: 'ACD.Queued' }, { type: 'ACD.OperatorCallAttempt', userId: anna.user.id }, { type: 'ACD.OperatorReached' }] },
  ]);
});

test('[9.100] GetSQState shows each task with its customData', async () => {
  const bench = new Bench();
  const queue = bench.smartQueue();
  const anna = await bench.ready('anna', { answerAfterMs: 1000 });
  bench.task({ customData: 'first', skills: [] });
  bench.task({ customData: 'second' });
  const tasks = () => bench.queues.view.sqTasks(queue.id);
  await bench.pass(500);
  expect(tasks()).toMatchObject([
    { type: 'CALL', status: 'DISTRIBUTED', userId: anna.user.id, customData: 'first' },
    { status: 'IN_QUEUE', userId: null, customData: 'second', waitingMs: 500 },
  ]);
  await bench.pass(1500);
  expect(tasks()[0]).toMatchObject({ status: 'IN_PROCESSING', waitingMs: 1000, processingMs: 1000 });
});

test('SmartQueue’s state and the device agree', async () => {
  const bench = new Bench();
  bench.smartQueue();
  const anna = await bench.ready('anna', 'silent');
  bench.task();
  await bench.pass(100);
  expect([bench.queues.view.status(anna.user.id, 'smartqueue').status, bench.status(anna)]).toEqual(['DIALING', 'DIALING']);
});
