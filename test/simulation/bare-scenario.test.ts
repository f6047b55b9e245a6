import { expect, test } from 'vitest';
import { bareScenario } from '../../scripts/bench/simulate/bare-scenario';
import { runSimulation } from '../../simulation';
import { optionsOf } from './options';

test.each([false, true])('the barest scenario (posting: %s) serves the same calls, each after the same wait', async (posts) => {
  const options = await optionsOf({ operators: 4, load: 0.8 }, { calls: 300 });
  const real = await runSimulation(options);
  const bare = await runSimulation({ ...options, bundle: { name: 'bare', code: bareScenario({ queueName: options.ground.queueName, posts }) } });
  expect(bare.result.answered).toBe(300);
  expect(bare.result.meanWaitSeconds).toBeCloseTo(real.result.meanWaitSeconds, 6);
  expect(real.deskRequests).toBe(4 * 300);
  // The run is over with the last caller; his last batch would go out after that.
  expect(bare.deskRequests).toBe(posts ? 4 * 300 - 1 : 0);
});
