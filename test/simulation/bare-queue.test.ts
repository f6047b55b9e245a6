import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulation';
import { erlangC } from '../../simulation/theory/erlang';
import { playBareQueue } from './bare-queue';
import { optionsOf } from './options';

/** The cloud adds nothing to the queue's arithmetic: with the same draws every wait is that of the bare M/M/c. */
describe.each(['smartqueue', 'acd'] as const)('%s', (engine) => {
  test.each([{ operators: 3, load: 0.8 }, { operators: 20, load: 0.9 }])('$operators operators at $load wait as the bare queue does', async ({ operators, load }) => {
    const calls = 1_500;
    const ratePerHour = load * operators * 60;
    const bare = playBareQueue({ operators, ratePerHour, serviceSeconds: 60, calls, seed: 7 });
    const whole = await simulate(await optionsOf({ operators, load }, { engine, calls, seed: 7 }));
    expect(whole.meanWaitSeconds).toBeCloseTo(bare.meanWaitSeconds, 2);
  });
});

/** Two to 200 operators, 50 to 90 % load, where at least 5 % of the callers wait. */
const TABLE = [
  [2, 0.5], [2, 0.9], [3, 0.6], [5, 0.7], [8, 0.8], [10, 0.85], [20, 0.8], [20, 0.9], [50, 0.85], [50, 0.9], [100, 0.9], [200, 0.9],
] as const;

test.each(TABLE)('the bare queue of %i operators at %d agrees with Erlang C', (operators, load) => {
  const ratePerHour = load * operators * 60;
  const { meanWait, waitProbability } = erlangC({ operators, arrivalRate: ratePerHour / 3600, meanService: 60 });
  const { ci99 } = playBareQueue({ operators, ratePerHour, serviceSeconds: 60, calls: 400_000, seed: 11 });
  expect(waitProbability).toBeGreaterThan(0.05);
  expect(meanWait).toBeGreaterThan(ci99[0] ?? NaN);
  expect(meanWait).toBeLessThan(ci99[1] ?? NaN);
});
