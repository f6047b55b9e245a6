import { describe, expect, test } from 'vitest';
import type { QueueEngineName } from '../../contracts/call-events';
import { runSimulation, simulate, type SimulateOptions } from '../../simulation';
import { erlangA, erlangC } from '../../simulation/theory/erlang';
import { optionsOf } from './options';

const ENGINES: QueueEngineName[] = ['smartqueue', 'acd'];
/** Combinations in which theory lets a good part of the callers wait; more of them in `npm run bench -- erlang`. */
const LOADS = [{ operators: 2, load: 0.6 }, { operators: 8, load: 0.75 }];

describe.each(ENGINES)('%s agrees with theory', (engine) => {
  test.each(LOADS)('Erlang C: $operators operators at $load', async (load) => {
    const { result } = await runSimulation(await optionsOf(load, { engine, calls: 2_000 }));
    const expected = erlangC({ operators: load.operators, arrivalRate: (load.load * load.operators) / 60, meanService: 60 });
    const [low, high] = result.meanWaitCi99Seconds ?? [NaN, NaN];
    expect(expected.meanWait).toBeGreaterThan(low);
    expect(expected.meanWait).toBeLessThan(high);
    expect(result.occupancy).toBeCloseTo(load.load, 1);
  });

  test('Erlang A: callers with little patience under overload', async () => {
    const load = { operators: 6, arrivalRate: 6.6 / 60, meanService: 60 };
    const { result } = await runSimulation(await optionsOf({ operators: 6, load: 1.1 }, { engine, calls: 2_000, patienceSeconds: 40 }));
    const expected = erlangA({ ...load, meanPatience: 40 });
    const [low, high] = result.meanWaitCi99Seconds ?? [NaN, NaN];
    expect(expected.meanWait).toBeGreaterThan(low);
    expect(expected.meanWait).toBeLessThan(high);
    expect(result.abandoned / result.calls).toBeCloseTo(expected.abandonProbability, 1);
  });
});

async function few(changes: Partial<SimulateOptions>, load = { operators: 4, load: 0.6 }) {
  return optionsOf(load, { calls: 300, ...changes });
}

test('both engines give the same waits for the same seed', async () => {
  const [one, other] = await Promise.all(ENGINES.map(async (engine) => simulate(await few({ engine }))));
  expect(one?.meanWaitSeconds).toBe(other?.meanWaitSeconds);
});

test('the same seed gives the same figures, another seed others', async () => {
  const means = await Promise.all([1, 1, 2].map(async (seed) => (await simulate(await few({ seed }))).meanWaitSeconds));
  expect(means[0]).toBe(means[1]);
  expect(means[0]).not.toBe(means[2]);
});

test('every call ends by the scenario’s own word, and the desk hears of it', async () => {
  const { result, reasons } = await runSimulation(await few({ patienceSeconds: 20 }, { operators: 2, load: 1.3 }));
  const told = (reason: string) => reasons.get(reason) ?? 0;
  expect([...reasons.values()].reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(told('completed')).toBe(result.answered);
  expect(told('abandoned')).toBe(result.abandoned);
  expect(result.abandoned).toBeGreaterThan(20);
});

test('operators who reject or miss make callers wait, and lose none', async () => {
  const operators = { count: 4, talkSeconds: 60, wrapUpSeconds: 5, service: 'lognormal', answerDelaySeconds: 3 } as const;
  const usual = await simulate(await few({ operators }));
  const picky = await simulate(await few({ operators: { ...operators, rejectShare: 0.2, silentShare: 0.1 } }));
  expect(picky.meanWaitSeconds).toBeGreaterThan(usual.meanWaitSeconds + 1);
  expect(picky.answered).toBe(300);
});

test('outside the shifts callers wait for the morning', async () => {
  const operators = { count: 4, talkSeconds: 60, wrapUpSeconds: 0, service: 'fixed', answerDelaySeconds: 0, shifts: [{ fromHour: 10, toHour: 18, breaks: [{ fromHour: 13, minutes: 30 }] }] } as const;
  const { recorder } = await runSimulation(await few({ operators, calls: 100, traffic: { kind: 'constant', ratePerHour: 6 } }));
  const waitAt = (hour: number) => {
    const buckets = recorder.day.buckets().slice(hour * 12, hour * 12 + 12);
    return buckets.reduce((sum, { waitSumMs }) => sum + waitSumMs, 0) / Math.max(1, buckets.reduce((sum, { calls }) => sum + calls, 0));
  };
  expect(waitAt(11)).toBeLessThan(60_000);
  expect(waitAt(20)).toBeGreaterThan(11 * 3_600_000);
});

test('a signal ends the run with the figures so far', async () => {
  const abort = new AbortController();
  const progress = () => abort.abort();
  const result = await simulate(await few({ calls: 50_000, progress, signal: abort.signal }));
  expect(result.calls).toBeGreaterThan(0);
  expect(result.calls).toBeLessThan(50_000);
});
