import { afterEach, expect, test } from 'vitest';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
afterEach(() => world.server.close());

test('a first deploy makes everything that the config lists, and a second finds nothing to do', async () => {
  world = await startDeployWorld();
  const first = await world.deploy();
  console.log(first.steps.map(s=>s.id+' '+s.requests), world.server.log.methods().join(' '), first.requests);
  world.server.log.clear();
  const second = await world.deploy();
  console.log(second.plan.steps, second.plan.drift, world.server.log.methods());
  expect(second.plan.steps).toEqual([]);
});
