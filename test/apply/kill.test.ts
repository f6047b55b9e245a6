import { afterEach, describe, expect, test } from 'vitest';
import { changeEverything } from './change-everything';
import { LiveRuleWitness } from './live-rule';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
let witness: LiveRuleWitness;
afterEach(() => world.server.close());

async function start(): Promise<void> {
  witness = new LiveRuleWitness(() => world.account);
  world = await startDeployWorld({ afterWrite: (entry) => witness.afterWrite(entry) });
}

/** The writes of a deploy that nothing disturbs. */
async function countWrites(deploy: () => Promise<unknown>): Promise<number> {
  world.server.log.clear();
  await deploy();
  return world.server.log.writes().length;
}

/** Breaks after each of the first writes in turn, deploys again, and expects nothing left to do. */
async function breakEverywhere(prepare: () => Promise<void>, least: number): Promise<void> {
  await prepare();
  const total = await countWrites(() => world.deploy());
  expect(total).toBeGreaterThanOrEqual(least);
  await world.server.close();
  for (let writes = 0; writes < total; writes += 1) {
    await prepare();
    world.server.faults.breakAfterWrites(writes);
    // The far side stays dead: trying again would only take time.
    world.attempts = 1;
    await expect(world.deploy()).rejects.toThrow();
    world.server.faults.clear();
    // It reads back at its end and fails where a further plan would have steps.
    const { steps } = await world.deploy();
    expect({ writes, states: [...new Set(steps.map(({ state }) => state))], breaches: witness.breaches })
      .toEqual({ writes, states: ['done'], breaches: [] });
    await world.server.close();
  }
}

describe('R47 R48 a deploy that is cut off between any two writes', () => {
  test('converges from a first deploy', () => breakEverywhere(() => start(), 20), 600_000);

  test('converges from one that changes everything', async () => {
    await breakEverywhere(async () => {
      await start();
      await world.deploy();
      changeEverything(world.config);
      world.scripts['inbound-center'] = '"use strict";// changed';
    }, 30);
  }, 600_000);
});
