import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { importAccount } from '../../scripts/commands/import';
import { plan } from '../../scripts/commands/plan';
import { status } from '../../scripts/commands/status';
import { startProject, type Project } from '../apply/project';

const EVIL = '\u001b]0;taken\u0007\u009b2J\u202e\u2028';
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

let project: Project;
beforeEach(async () => {
  project = await startProject();
  await project.run(deploy);
});
afterEach(() => project.server.close());

/** Somebody has named and described things in the control panel so that a terminal would obey. */
function spoil(): void {
  const { account } = project;
  for (const rows of [account.scenarios, account.rules, account.sqQueues, account.acdQueues, account.sqSkills, account.skills]) {
    for (const row of rows.values()) row.name += EVIL;
  }
  for (const user of account.users.values()) user.displayName += EVIL;
  for (const queue of account.sqQueues.values()) queue.description = EVIL;
  for (const rule of account.rules.values()) rule.pattern += '|\u009b';
}

test.each([['plan', plan, {}], ['doctor', doctor, {}], ['status', status, {}], ['import', importAccount, { application: 'calls' }]] as const)(
  'C25 names of the account reach the terminal by %s as text that it does not obey', async (_name, command, options) => {
    spoil();
    const { stdout, stderr } = await project.run(command, options);
    expect([OBEYED.test(stdout), OBEYED.test(stderr)]).toEqual([false, false]);
    if (command !== plan) return;
    expect(stdout).toContain('\\u001b]0;taken\\u0007\\u009b2J\\u202e\\u2028');
  });

test('C25 what an import leaves out is told in one line each, whatever it holds', async () => {
  for (const rule of project.account.rules.values()) rule.pattern = `7(\n- wrote \u001b[1mvoxfiles.config.ts`;
  const { stdout } = await project.run(importAccount, { application: 'calls' });
  const lines = stdout.split('\n');
  expect(lines.filter((line) => line.startsWith('- wrote'))).toEqual([]);
  expect(lines.filter((line) => line.includes('7(\\u000a- wrote \\u001b[1mvoxfiles'))).toHaveLength(project.account.rules.size);
});

test('C25 nor does the config write to the terminal by what it is refused for', async () => {
  project.config.environments['pro\u001b[1md\nwell'] = { node: 'NODE\u009b1\n', deskUrl: null, sessionHosts: [], smartQueuePriority: 'larger-first' };
  project.save();
  const { code, stderr } = await project.run(plan);
  expect([code, OBEYED.test(stderr), stderr.match(/^well/m)]).toEqual([1, false, null]);
  expect(stderr).toContain('environments.pro\\u001b[1md\\u000awell.node: "NODE\\u009b1\\u000a" is no node');
});

test('C27 the key of the operators\' passwords is no secret of the cloud, and an account that has one of its name is imported without', async () => {
  Object.assign(project.config.secrets, { MINE: { fromEnv: 'OPERATOR_KEY' } });
  project.save();
  const { code, stderr } = await project.run(plan);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/secrets\.MINE: it would upload OPERATOR_KEY, .*\n.*name another variable in fromEnv/)]);
  const [secret] = project.account.secrets.values();
  if (secret) project.account.secrets.set(99_999, { ...secret, id: 99_999, name: 'OPERATOR_KEY' });
  const { json } = await project.run(importAccount, { json: true, application: 'calls' });
  const { config, remarks } = json as { config: Project['config']; remarks: string[] };
  expect(Object.keys(config.secrets)).toEqual(['VOX_DESK_KEY_1', 'VOX_DESK_KEY_2']);
  expect(remarks).toContain('Left out, and left as it is in the account: secret "OPERATOR_KEY", because it would upload OPERATOR_KEY, from which the operators\' passwords are derived, to the cloud.');
});
