import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { requireCleanValues } from '../../scripts/apply/clean-values';
import { startProject, type Project } from '../apply/project';

const SECRETS = { secrets: [{ name: 'A', fromEnv: 'KEY_A' }] };

test.each([
  ['a carriage return', 'key\r'], ['a line feed', 'key\n'], ['a space', 'key '], ['a tab', 'key\t'], ['a hard space', 'key\u00a0'], ['a zero-width space', 'key\u200b'],
  ['a null', 'key\0'], ['a byte order mark before it', '\uFEFFkey'], ['a space before it', ' key'], ['nothing but a line', '\n'], ['too much', 'k'.repeat(8193)],
])('C21 a secret with %s is refused by its variable, and not said', (_, value) => {
  for (const [variable, env] of [['KEY_A', { KEY_A: value }], ['OPERATOR_KEY', { OPERATOR_KEY: value }]] as const) {
    const refused = (): void => requireCleanValues(SECRETS, env);
    expect(refused).toThrow(new RegExp(`^Nothing was written: .*\\n  ${variable} `));
    expect(refused).not.toThrow(/key|kkk/);
  }
});

test('C21 a secret of several lines, the longest, and none are right', () => {
  for (const KEY_A of ['-----BEGIN\nX\n-----END', 'k'.repeat(8192), '', undefined]) expect(() => requireCleanValues(SECRETS, { KEY_A })).not.toThrow();
});

let project: Project;
beforeEach(async () => { project = await startProject(); });
afterEach(() => project.server.close());

test('C21 plan and deploy say so before anything is written', async () => {
  project.env['VOX_DESK_KEY_1'] += '\r';
  for (const command of [plan, deploy]) {
    const { code, stderr } = await project.run(command);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/VOX_DESK_KEY_1 ends in a line break/)]);
  }
  expect(project.server.log.writes()).toEqual([]);
});
