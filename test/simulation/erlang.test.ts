import { describe, expect, test } from 'vitest';
import { erlangA, erlangB, erlangC } from '../../simulation/theory/erlang';

describe('Erlang B', () => {
  // Table values as printed in teletraffic handbooks.
  test.each([
    [1, 1, 0.5],
    [5, 3, 0.11005],
    [10, 5, 0.018385],
  ])('%i servers at %d erlangs lose %d', (servers, offered, lost) => {
    expect(erlangB(servers, offered)).toBeCloseTo(lost, 4);
  });

  test('stays finite with thousands of servers', () => {
    expect(erlangB(5_000, 4_900)).toBeGreaterThan(0);
  });
});

describe('Erlang C', () => {
  test('one operator is the queue M/M/1: wait = r·s/(1-r)', () => {
    const { meanWait, waitProbability } = erlangC({ operators: 1, arrivalRate: 0.8, meanService: 1 });
    expect(waitProbability).toBeCloseTo(0.8, 12);
    expect(meanWait).toBeCloseTo(4, 12);
  });

  test('two operators: C = 2r²/(1+r)', () => {
    expect(erlangC({ operators: 2, arrivalRate: 1.5, meanService: 1 }).waitProbability).toBeCloseTo(1.125 / 1.75, 12);
  });

  test('with more work than operators the wait is infinite', () => {
    expect(erlangC({ operators: 3, arrivalRate: 3, meanService: 1 }).meanWait).toBe(Infinity);
  });
});

describe('Erlang A', () => {
  test('endless patience is Erlang C', () => {
    const load = { operators: 10, arrivalRate: 8, meanService: 1 };
    const patient = erlangA({ ...load, meanPatience: 1e7 });
    expect(patient.meanWait).toBeCloseTo(erlangC(load).meanWait, 4);
    expect(patient.waitProbability).toBeCloseTo(erlangC(load).waitProbability, 4);
  });

  test('patience as long as the service is the queue M/M/∞: the number in it is Poisson', () => {
    const { occupancy, abandonProbability } = erlangA({ operators: 1, arrivalRate: 1, meanService: 1, meanPatience: 1 });
    expect(occupancy).toBeCloseTo(1 - Math.exp(-1), 10);
    expect(abandonProbability).toBeCloseTo(Math.exp(-1), 10);
  });

  test('stays finite beyond full load', () => {
    expect(erlangA({ operators: 2, arrivalRate: 10, meanService: 1, meanPatience: 2 }).meanWait).toBeLessThan(2);
  });
});
