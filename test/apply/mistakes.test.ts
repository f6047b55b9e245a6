import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServiceKey, writeCredentials } from '../../emulator/account/service-key';
import { deploy } from '../../scripts/commands/deploy';
import { startProject, type Project } from './project';

let project: Project;
beforeEach(async () => { project = await startProject(); });
afterEach(() => project.server.close());

const edit = (change: (config: Project['config']) => void) => () => {
  change(project.config);
  project.save();
};
const credentials = (text: string) => () => {
  writeFileSync(path.join(project.root, 'key.json'), text);
  edit((config) => Object.assign(config.environments['local'] ?? {}, { credentials: 'key.json' }))();
};
const first = (config: Project['config']) => config.rules[0] ?? { name: '', franchise: '', pattern: '', scenario: '' };

/** What a new user does wrong → what is said. Nothing is written in any of them. */
const MISTAKES: [string, () => void | Promise<unknown>, RegExp][] = [
  ['no key file', edit((config) => Object.assign(config.environments['local'] ?? {}, { credentials: 'nowhere.json' })), /There is no key file at .*nowhere\.json\. Make one in the Voximplant control panel/],
  ['a key file that is no JSON', credentials('{"account_id": 1,'), /key\.json is not JSON/],
  ['a key file of something else', credentials('{"api_key": "x"}'), /lacks account_id, key_id, private_key/],
  ['a key that is cut off', credentials('{"account_id": 4000001, "key_id": "k", "private_key": "-----BEGIN"}'), /private_key in .* is no PEM key/],
  ['a key of another account', edit((config) => Object.assign(config.environments['local'] ?? {}, { account: 5 })), /is account 5, but the key file .* belongs to account 4000001/],
  ['a rule that names no scenario', edit((config) => Object.assign(first(config), { scenario: 'nothing' })), /rule "center" names the scenario "nothing", which is not under scenarios/],
  ['two rules shadowing each other', edit((config) => { config.rules = [{ ...first(config), name: 'all', pattern: '7.*' }, ...config.rules]; }), /rule "center" is never reached: "all" stands before it/],
  ['a number that the account lacks', edit((config) => {
    config.franchises['center']?.numbers.push('74950000000');
    Object.assign(first(config), { pattern: '7495(1234567|0000000)' });
  }), /number "74950000000": the account has no number 74950000000\. Remedy: it has 74951234567, 74957654321; rent this one/],
  ['a queue name taken elsewhere', async () => {
    await project.client.Applications.addApplication({ applicationName: 'other' });
    await project.client.Queues.addQueue({ applicationName: 'other', acdQueueName: 'north' });
  }, /queue \(ACD v1\) "north": another application of the account has a queue "north"/],
  ['a scenario name taken account-wide', () => project.client.Scenarios.addScenario({ scenarioName: 'inbound-center', scenarioScript: '' }), /scenario "inbound-center": another application of the account, or the account itself, has/],
  ['a name that is too long', edit((config) => Object.assign(config.franchises['center']?.queue ?? {}, { name: 'q'.repeat(101) })), /franchises\.center\.queue\.name.*101 characters/s],
  ['a secret without its variable', () => void delete project.env['VOX_DESK_KEY_1'], /secret "VOX_DESK_KEY_1": the environment variable VOX_DESK_KEY_1 is not set/],
  ['operators without OPERATOR_KEY', () => void delete project.env['OPERATOR_KEY'], /operator "op1": the environment variable OPERATOR_KEY is not set/],
];

describe('a user\'s mistakes: one clear message, nothing written', () => {
  test.each(MISTAKES)('%s', async (_name, make, said) => {
    await make();
    project.server.log.clear();
    const { code, stderr } = await project.run(deploy);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(said) as string });
    expect(stderr).not.toContain('fault of vox itself');
    expect(project.server.log.writes()).toEqual([]);
  });

  test('several at once are told at once', async () => {
    edit((config) => {
      Object.assign(first(config), { scenario: 'nothing' });
      Object.assign(config.operators['op1'] ?? {}, { franchise: 'nowhere' });
    })();
    const { stderr } = await project.run(deploy);
    expect(stderr).toMatch(/2 problems/);
    expect(stderr).toMatch(/nothing.*nowhere|nowhere.*nothing/s);
  });

  test('a key that the account has deleted, or one without a role', async () => {
    const key = path.join(project.root, 'roleless.json');
    writeCredentials(key, createServiceKey(project.account, []));
    writeFileSync(path.join(project.root, '.vox/local/emulator.json'), JSON.stringify({ host: project.server.host, ca: path.join(project.root, '.vox/local/ca.pem'), credentials: key }));
    const { code, stderr } = await project.run(deploy);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: GetApplications for application "calls" failed: the cloud answered error 100, .*has no role/)]);
    expect(stderr).not.toContain('fault of vox itself');
  });
});
