import { afterEach, describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { sampleConfig, startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
afterEach(() => world.server.close());

/** As many scenarios as rules, in one franchise with two operators and one number. */
function manyRules(account: number, count: number): VoxConfig {
  const config = sampleConfig(account);
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`);
  const { center } = config.franchises;
  if (!center) throw new Error('the sample has a center');
  return {
    ...config,
    franchises: { center },
    operators: { op1: { displayName: 'Anna', franchise: 'center' }, op2: { displayName: 'Boris', franchise: 'center' } },
    skills: {},
    secrets: {},
    scenarios: Object.fromEntries(names.map((name) => [name, { file: 'scenarios/inbound.ts' }])),
    rules: names.map((name, index) => ({ name, franchise: 'center', pattern: index === 0 ? '74951234567' : `7495000${index}`, scenario: name })),
  };
}

async function requestsOfDeploy(): Promise<number> {
  world.server.log.clear();
  await world.deploy();
  return world.server.log.entries.length;
}

describe('requests of a deploy', () => {
  test('20 rules: 60 at first, 8 with nothing changed, 12 with one scenario changed', async () => {
    world = await startDeployWorld();
    world.config = manyRules(world.credentials.account_id, 20);
    expect(await requestsOfDeploy()).toBeLessThanOrEqual(60);
    expect(await requestsOfDeploy()).toBeLessThanOrEqual(8);
    world.scripts['s7-center'] = 'changed';
    expect(await requestsOfDeploy()).toBeLessThanOrEqual(12);
  });

  test('100 rules: 16 with nothing changed', async () => {
    world = await startDeployWorld();
    world.config = manyRules(world.credentials.account_id, 100);
    await world.deploy();
    expect(await requestsOfDeploy()).toBeLessThanOrEqual(16);
  });
});
