import { expect, test } from 'vitest';
import { COMBINATIONS } from '../../scripts/bench/erlang/combinations';
import { erlangC } from '../../simulation/theory/erlang';

test('at least twelve combinations, of 2 to 200 operators and 50 to 90 % load, and in each 5 % of the callers wait', () => {
  expect(COMBINATIONS.length).toBeGreaterThanOrEqual(12);
  for (const { operators, load } of COMBINATIONS) {
    expect([operators >= 2 && operators <= 200, load >= 0.5 && load <= 0.9]).toEqual([true, true]);
    const { waitProbability } = erlangC({ operators, arrivalRate: load * operators, meanService: 1 });
    expect([operators, load, waitProbability >= 0.05]).toEqual([operators, load, true]);
  }
  expect(new Set(COMBINATIONS.map(({ operators, load }) => `${operators} ${load}`)).size).toBe(COMBINATIONS.length);
});
