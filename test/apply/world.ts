import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { VoxConfig } from '../../contracts/config';
import { deployOnce, type Deployed } from '../../scripts/apply/deploy-once';
import type { SessionInput } from '../../scripts/apply/session';
import { checkConfig } from '../../scripts/config/check-config';
import { startWorld, type World } from '../emulator/management/world';

export interface DeployWorld extends World {
  root: string;
  /** What the config says; a test changes it and deploys again. */
  config: VoxConfig;
  notes: string[];
  env: Record<string, string | undefined>;
  /** A text per scenario; others get one of their own. */
  scripts: Record<string, string>;
  /** How often a request is tried. */
  attempts: number;
  input(): SessionInput;
  deploy(): Promise<Deployed>;
}

export async function startDeployWorld(options: Parameters<typeof startWorld>[0] = {}): Promise<DeployWorld> {
  const world = await startWorld(options);
  const root = mkdtempSync(path.join(tmpdir(), 'vox-deploy-'));
  const deployWorld: DeployWorld = {
    ...world,
    root,
    config: sampleConfig(world.credentials.account_id),
    notes: [],
    env: { OPERATOR_KEY: 'operator-key-of-the-test', VOX_DESK_KEY_1: 'desk-key-one', VOX_DESK_KEY_2: 'desk-key-two' },
    scripts: {},
    attempts: 5,
    input: () => sessionInput(deployWorld),
    deploy: () => deployOnce(sessionInput(deployWorld)),
  };
  return deployWorld;
}

function sessionInput(world: DeployWorld): SessionInput {
  const config = checkConfig(world.config, 'voxfiles.config.ts');
  const [environment] = config.environments;
  if (!environment) throw new Error('the config of a test has an environment');
  return {
    root: world.root,
    config,
    environment,
    built: config.scenarios.map(({ name }) => {
      const code = world.scripts[name] ?? `"use strict";// ${name}`;
      return { name, code, sha256: createHash('sha256').update(code).digest('hex') };
    }),
    target: { host: world.server.host, ca: world.server.ca, credentials: world.keyFile },
    env: world.env,
    now: () => Date.now(),
    note: (text) => world.notes.push(text),
    retries: { attempts: world.attempts, firstDelayMs: 1, mostDelayMs: 4, random: () => 0.5 },
  };
}

/** Two franchises, one of each engine, with numbers that the test account has. */
export function sampleConfig(account: number): VoxConfig {
  const call = { ringSeconds: 20, maxWaitSeconds: 60, reject: { default: 'pass' as const }, wrapUp: {} };
  const franchise = { region: 'RU', timeZone: 'Europe/Moscow', call };
  return {
    application: { name: 'calls' },
    environments: {
      local: { account, node: 'NODE_1', deskUrl: null, sessionHosts: ['127.0.0.0/8'], smartQueuePriority: 'larger-first' },
    },
    scenarios: { inbound: { file: 'scenarios/inbound.ts' } },
    franchises: {
      center: { ...franchise, title: 'Center', numbers: ['74951234567'], queue: { engine: 'smartqueue', name: 'center' } },
      north: { ...franchise, title: 'North', numbers: ['74957654321'], queue: { engine: 'acd', name: 'north' } },
    },
    operators: {
      op1: { displayName: 'Anna', franchise: 'center', skills: { sales: 3 } },
      op2: { displayName: 'Boris', franchise: 'center' },
      op3: { displayName: 'Vera', franchise: 'north', skills: { sales: 1 } },
    },
    skills: { sales: { description: 'sells' } },
    rules: [
      { name: 'center', franchise: 'center', pattern: '74951234567', scenario: 'inbound' },
      { name: 'north', franchise: 'north', pattern: '74957654321', scenario: 'inbound' },
    ],
    secrets: { VOX_DESK_KEY_1: { fromEnv: 'VOX_DESK_KEY_1' }, VOX_DESK_KEY_2: { fromEnv: 'VOX_DESK_KEY_2' } },
  };
}
