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
