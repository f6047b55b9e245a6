import { describe, expect, test } from 'vitest';
import { addUser } from './account';
import { Bench, lastOf, type Behaviour, type Probe } from './bench';

async function sqBench(switches = {}, queue = {}) {
  const bench = new Bench(switches);
  bench.smartQueue(queue);
  return bench;
}

function given(probe: Probe): unknown[] {
  return probe.seen.filter(({ name }) => name === 'DistributeTask').map(({ payload }) => payload['operatorName']);
}

test('[9.91] EnqueueSuccess, then Waiting every 10 to 15 s with ewt in ms and a code', async () => {
  const bench = await sqBench();
  await bench.ready('anna', { answerAfterMs: 0, talkMs: 60_000 });
  const [, second] = [bench.task(), bench.task()];
  await bench.pass(59_000);
  expect(second.names).toEqual(['EnqueueSuccess', ...Array.from({ length: second.names.length - 1 }, () => 'Waiting')]);
  const gaps = second.seen.map(({ atMs }, index) => atMs - (second.seen[index - 1]?.atMs ?? 0)).slice(1);
  expect(gaps.every((gap) => gap >= 10_000 && gap <= 15_001)).toBe(true);
  expect(lastOf(second, 'Waiting')).toMatchObject({ position: 1, code: 501 });
  await bench.pass(2000);
  await bench.pass(20_000);
  expect(lastOf(second, 'Waiting')).toMatchObject({ position: 1, ewt: 60_000, code: 200 });
});

test('[9.92] TaskDistributed says who, OperatorReached brings his leg', async () => {
  const bench = await sqBench();
  const anna = await bench.ready('anna', { answerAfterMs: 2000 });
  const probe = bench.task({ extraHeaders: { 'X-Vox-Call': '9' } });
  await bench.pass(3000);
  expect(probe.names).toEqual(['EnqueueSuccess', 'DistributeTask', 'OperatorReached']);
  expect(lastOf(probe, 'DistributeTask')).toMatchObject({ operatorId: anna.user.id, operatorName: 'anna' });
  expect(lastOf(probe, 'OperatorReached')?.['agentCall']).toBe(probe.object['agentCall']);
  expect(anna.rings.map(({ number, headers }) => ({ number, headers }))).toEqual([{ number: '79161234567', headers: { 'X-Vox-Call': '9' } }]);
});

describe('[9.93] an agent who does not take it', () => {
  test('decline: BANNED, and the next one at once', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'reject');
    await bench.ready('boris');
    const probe = bench.task();
    await bench.pass(100);
    expect([given(probe), bench.status(anna), probe.names.at(-1)]).toEqual([['anna', 'boris'], 'BANNED', 'OperatorReached']);
  });

  test('silence for `timeout` seconds: the same', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'silent');
    await bench.ready('boris');
    const probe = bench.task({ timeout: 15 });
    await bench.pass(14_990);
    expect(given(probe)).toEqual(['anna']);
    await bench.pass(100);
    expect([given(probe), bench.status(anna)]).toEqual([['anna', 'boris'], 'BANNED']);
  });

  test('a lost socket: no ban, the next one, and he is left alone', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'silent');
    await bench.ready('boris', 'silent');
    const probe = bench.task();
    await bench.pass(100);
    anna.device.disconnect({ clean: false });
    await bench.pass(100);
    expect([given(probe), bench.status(anna)]).toEqual([['anna', 'boris'], 'READY']);
  });
});

describe('[9.94] the caller hangs up', () => {
  test('ClientDisconnected, and nothing is cancelled by itself', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.task();
    await bench.pass(100);
    probe.line.hangup();
    await bench.pass(100);
    expect([probe.names.at(-1), anna.rings[0]?.state]).toEqual(['ClientDisconnected', 'progressing']);
  });

  test('cancel() of the event ends the task with 1100', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.task();
    await bench.pass(100);
    probe.line.hangup();
    await bench.pass(1);
    (lastOf(probe, 'ClientDisconnected')?.['cancel'] as () => void)();
    expect([probe.object['status'], probe.object['terminationStatus'], anna.rings[0]?.state]).toEqual(['ENDED', 1100, 'ended']);
    expect(bench.queues.liveRequests()).toBe(0);
  });

  test('after OperatorReached the task says nothing of it', async () => {
    const bench = await sqBench();
    await bench.ready('anna');
    const probe = bench.task();
    await bench.pass(100);
    probe.line.hangup();
    await bench.pass(1);
    expect(probe.names.at(-1)).toBe('OperatorReached');
  });
});

describe.each([['TaskCanceled', 'status'], ['Error', 'type']] as const)('[9.95] refusals come as %s', (sqRefusal, field) => {
  test('1004 after the queue’s longest wait', async () => {
    const bench = await sqBench({ sqRefusal }, { maxWaitingSeconds: 30 });
    (await bench.ready('anna')).device.setStatus('ONLINE');
    const probe = bench.task();
    await bench.pass(31_000);
    expect(probe.seen.at(-1)).toMatchObject({ name: sqRefusal, atMs: 30_001, payload: { [field]: 1004 } });
    expect([probe.object['status'], probe.object['terminationStatus']]).toEqual([sqRefusal === 'Error' ? 'FAILED' : 'ENDED', 1004]);
  });

  test('1004 waits for the agent who rings', async () => {
    const bench = await sqBench({ sqRefusal }, { maxWaitingSeconds: 10 });
    await bench.ready('anna', 'silent');
    await bench.ready('boris');
    const probe = bench.task({ timeout: 30 });
    await bench.pass(31_000);
    expect([given(probe), probe.seen.at(-1)]).toMatchObject([['anna'], { name: sqRefusal, payload: { [field]: 1004 } }]);
  });

  test('1005 in a full queue', async () => {
    const bench = await sqBench({ sqRefusal }, { maxSize: 1 });
    (await bench.ready('anna')).device.setStatus('ONLINE');
    const [, second] = [bench.task(), bench.task()];
    await bench.pass(10);
    expect(second.seen).toMatchObject([{ name: sqRefusal, payload: { [field]: 1005 } }]);
  });

  test('1006 without agents', async () => {
    const bench = await sqBench({ sqRefusal });
    addUser(bench.rows, 'anna');
    const probe = bench.task();
    await bench.pass(10);
    expect(probe.seen).toMatchObject([{ name: sqRefusal, payload: { [field]: 1006 } }]);
  });
});

test('an unknown queue is an internal error', async () => {
  const bench = await sqBench();
  const probe = bench.task({ queue: { name: 'nowhere' } });
  await bench.pass(10);
  expect(probe.seen).toMatchObject([{ name: 'Error', payload: { type: 500 } }]);
});

test('a queue may be named by its id', async () => {
  const bench = await sqBench();
  await bench.ready('anna');
  const probe = bench.task({ queue: { id: [...bench.rows.sqQueues.keys()][0] } });
  await bench.pass(10);
  expect(probe.names.at(-1)).toBe('OperatorReached');
});

describe('[9.99] end()', () => {
  test.each([[undefined, 1100], [1000, 1000]])('with status %s: %s, and no event', async (status, terminationStatus) => {
    const bench = await sqBench();
    const anna = await bench.ready('anna', 'silent');
    const probe = bench.task();
    await bench.pass(10);
    probe.object['end']?.('enough', status);
    await bench.pass(60_000);
    expect([probe.object['status'], probe.object['terminationStatus'], probe.names.length]).toEqual(['ENDED', terminationStatus, 2]);
    expect(anna.rings[0]?.state).toBe('ended');
  });

  test('in a conversation the legs stay', async () => {
    const bench = await sqBench();
    const anna = await bench.ready('anna');
    const probe = bench.task();
    await bench.pass(10);
    probe.object['end']?.('enough');
    await bench.pass(10);
    expect([anna.rings[0]?.state, bench.status(anna)]).toEqual(['connected', 'IN_SERVICE']);
  });

  test.each([['honoured', []], ['ignored', ['EnqueueSuccess', 'DistributeTask', 'OperatorReached']]] as const)('[9.127] before the verdict: %s', async (cancelBeforeVerdict, names) => {
    const bench = await sqBench({ cancelBeforeVerdict });
    await bench.ready('anna');
    const probe = bench.task();
    probe.object['end']?.('enough');
    await bench.pass(10);
    expect(probe.names).toEqual(names);
  });
});

describe('the task object', () => {
  test('follows its life', async () => {
    const bench = await sqBench();
    await bench.ready('anna', { answerAfterMs: 1000, talkMs: 1000 });
    const probe = bench.task({ priority: 7 });
    const states = [probe.object['status']];
    for (let i = 0; i < 3; i++) {
      await bench.pass(999);
      states.push(probe.object['status']);
    }
    expect(states).toEqual(['DISTRIBUTING', 'CONNECTING', 'CONNECTED', 'ENDED']);
    expect([probe.object['terminationStatus'], probe.object['clientCall'], probe.object['settings']]).toMatchObject([1202, probe.call, { priority: 7 }]);
  });

  test('is plain enough for JSON', async () => {
    const bench = await sqBench();
    const probe = bench.task();
    expect(JSON.parse(JSON.stringify(probe.object))).toMatchObject({ status: 'DISTRIBUTING', terminationStatus: null, agentCall: null });
  });
});

test.each([['no', false], ['yes', true]] as const)('[9.139] media bridged by the platform: %s', async (autoBridge, hears) => {
  const bench = await sqBench({ autoBridge });
  const anna = await bench.ready('anna');
  bench.task();
  await bench.pass(10);
  expect(anna.heard.includes('leg')).toBe(hears);
});

test('[9.90] a session that ends takes its task along', async () => {
  const bench = await sqBench();
  const talk: Behaviour = 'silent';
  const anna = await bench.ready('anna', talk);
  const probe = bench.task();
  await bench.pass(10);
  probe.session.terminate();
  expect([anna.rings[0]?.state, bench.status(anna), bench.queues.liveRequests()]).toEqual(['ended', 'READY', 0]);
});
