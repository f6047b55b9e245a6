import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, test } from 'vitest';
import { LiveRuleWitness } from './live-rule';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
let witness: LiveRuleWitness;
afterEach(() => world.server.close());

async function start(afterWrite: (n: number) => void = () => undefined): Promise<void> {
  let writes = 0;
  witness = new LiveRuleWitness(() => world.account);
  world = await startDeployWorld({
    afterWrite: (entry) => {
      witness.afterWrite(entry);
      afterWrite((writes += 1));
    },
  });
}

/** A second deploy that touches everything: names, code, rules, queues, operators, numbers. */
function change(): void {
  const { config } = world;
  Object.assign(config.franchises['center']?.queue ?? {}, { name: 'center-new' });
  config.scenarios['other'] = { file: 'scenarios/other.ts' };
  const [center, north] = config.rules;
  if (!center || !north) throw new Error('the sample has two rules');
  const spare = { name: 'spare', franchise: 'center', pattern: '7495000', scenario: 'inbound' };
  config.rules = [spare, { ...north, pattern: '7495765432[1]' }, { ...center, scenario: 'other' }];
  config.operators['op4'] = { displayName: 'Olga', franchise: 'north', skills: { sales: 1 } };
  delete config.operators['op2'];
  config.franchises['south'] = {
    ...(config.franchises['north'] ?? raise('the sample has a franchise north')), title: 'South', numbers: [], queue: { engine: 'smartqueue', name: 'south' },
  };
  config.rules = [...config.rules, { name: 'south', franchise: 'south', pattern: '7861.*', scenario: 'inbound' }];
  for (const name of ['op5', 'op6', 'op7', 'op8']) config.operators[name] = { displayName: name, franchise: 'south', skills: { sales: 2, help: 1 } };
  config.skills = { ...config.skills, help: {} };
  config.ownership = { queues: 'manage', operators: 'manage', bindings: 'manage', rules: 'manage', scenarios: 'manage' };
  world.scripts['inbound-center'] = '"use strict";// changed';
}

function raise(message: string): never {
  throw new Error(message);
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
      change();
    }, 30);
  }, 600_000);
});

test('R47 kill -9 of the process in the middle: the next one takes the lock over and finishes', async () => {
  const victim: { process?: ReturnType<typeof spawn> } = {};
  await start((n) => {
    if (n === 9) victim.process?.kill('SIGKILL');
  });
  // Where packages are found from.
  const script = path.resolve(`node_modules/.cache/vox-test/deploy-${process.pid}.mjs`);
  await build({ entryPoints: ['test/apply/deploy-process.ts'], bundle: true, platform: 'node', format: 'esm', outfile: script, packages: 'external', logLevel: 'error' });
  const { retries: _retries, now: _now, note: _note, ...input } = world.input();
  writeFileSync(path.join(world.root, 'input.json'), JSON.stringify(input));
  victim.process = spawn(process.execPath, [script, path.join(world.root, 'input.json')], { stdio: 'ignore' });
  const signal = await new Promise((resolve) => victim.process?.once('exit', (_code, name) => resolve(name)));
  expect(signal).toBe('SIGKILL');
  await world.deploy();
  expect([(await world.deploy()).plan.steps, witness.breaches]).toEqual([[], []]);
}, 60_000);
