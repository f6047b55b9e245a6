import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../../emulator/management/faults';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { plan } from '../../scripts/commands/plan';
import { startProject, type Project } from '../apply/project';

let project: Project;
afterEach(() => project.server.close());

const names = (): string[] => [...project.account.skills.values()].map(({ name }) => name.replace(/^(vox-new)-.*/, '$1'));
const codeOf = async (command: Parameters<Project['run']>[0], options: object = {}): Promise<number> => (await project.run(command, options)).code;

const faults: [string, { method: string; fault: Fault; times?: number }][] = [
  ['no answer to its making, but done', { method: 'AddSkill', fault: { kind: 'drop', acted: true } }],
  ['no answer to its making, and not done', { method: 'AddSkill', fault: { kind: 'drop' } }],
  ['no answer to its name, but done', { method: 'SetSkillInfo', fault: { kind: 'drop', acted: true } }],
  ['no answer to its name, and not done', { method: 'SetSkillInfo', fault: { kind: 'drop' } }],
  ['a name that is asked for too often', { method: 'SetSkillInfo', fault: { kind: 'error', code: 340 } }],
  ['a making that looks repeated', { method: 'AddSkill', fault: { kind: 'error', code: 484, acted: true } }],
];
test.each(faults)('C3 a skill with %s is made once, and is ours', async (_what, given) => {
  project = await startProject();
  project.server.faults.add(given);
  expect([await codeOf(deploy), names()]).toEqual([0, ['sales']]);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names()).toEqual([]);
});

test('C3 a skill that is given up in the middle is gone after the next deploy', async () => {
  project = await startProject();
  project.server.faults.add({ method: 'SetSkillInfo', fault: { kind: 'error', code: 110 } });
  expect(await codeOf(deploy)).toBe(1);
  await project.client.Skills.addSkill({ skillName: 'sales' });
  expect(names()).toEqual(['vox-new', 'sales']);
  const { json } = await project.run(plan, { json: true });
  expect((json['steps'] as { id: string }[]).map(({ id }) => id)).toContainEqual(expect.stringMatching(/^acd-skill\.delete\.vox-new-/));
  expect(await codeOf(deploy)).toBe(0);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names()).toEqual(['sales']);
});
