import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { status } from '../../scripts/commands/status';
import path from 'node:path';
import { filesBelow, startProject, type Outcome, type Project } from './project';

let project: Project;
beforeEach(async () => {
  project = await startProject();
  Object.assign(project.env, { OPERATOR_KEY: 'planted-operator-key', VOX_DESK_KEY_1: 'planted-desk-key-1', VOX_DESK_KEY_2: 'planted-desk-key-2' });
});
afterEach(() => project.server.close());

/** What must be nowhere: keys, derived passwords, the lines of the private key. */
function planted(): string[] {
  const lines = project.credentials.private_key.split('\n').filter((line) => line.length > 40);
  const passwords = [...project.account.users.values()].map(({ password }) => password);
  return ['planted-', ...lines, ...passwords];
}

test('R50 no secret, password or key is printed or kept by any command, also where one fails', async () => {
  const outcomes: Outcome[] = [];
  const run = async (...given: Parameters<Project['run']>): Promise<void> => void outcomes.push(await project.run(...given));
  await run(plan, { out: 'plan.json', json: true });
  project.server.faults.add({ method: 'AddSecret', fault: { kind: 'error', code: 2 } });
  await run(deploy);
  await run(deploy, { json: true });
  Object.assign(project.env, { VOX_DESK_KEY_1: 'planted-another', OPERATOR_KEY: 'planted-other-operator-key' });
  await run(plan);
  project.server.faults.add({ method: 'SetUserInfo', fault: { kind: 'status', status: 400 } });
  project.server.faults.add({ method: 'SetSecretInfo', fault: { kind: 'status', status: 400 } });
  await run(deploy);
  await run(deploy);
  await run(status);
  await run(doctor);
  await run(rollback, { yes: true });
  const said = outcomes.map(({ stdout, stderr }) => stdout + stderr).join('\n') + filesBelow(path.join(project.root, '.vox')) + filesBelow(project.root);
  expect(planted().length).toBeGreaterThan(10);
  expect(planted().filter((text) => said.includes(text))).toEqual([]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 1, 0, 2, 1, 0, 0, 0, 0]);
});

test('a changed key shows as a change, and what changed it does not', async () => {
  await project.run(deploy);
  Object.assign(project.env, { VOX_DESK_KEY_1: 'planted-another' });
  const { stdout } = await project.run(plan);
  expect(stdout).toMatch(/update secret VOX_DESK_KEY_1\n +value: \(set, [0-9a-f]{4}…\) → \(set, [0-9a-f]{4}…\)/);
});

test('without the variables what is there is left alone', async () => {
  await project.run(deploy);
  Object.assign(project.env, { OPERATOR_KEY: undefined, VOX_DESK_KEY_1: undefined });
  expect((await project.run(plan)).code).toBe(0);
});
