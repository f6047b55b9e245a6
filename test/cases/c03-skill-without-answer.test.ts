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

const faults: [string, { method: string; fault: Fault }, requests: string][] = [
  ['no answer to its making, but done', { method: 'AddSkill', fault: { kind: 'drop', acted: true } }, 'AddSkill SetSkillInfo'],
  ['no answer to its making, and not done', { method: 'AddSkill', fault: { kind: 'drop' } }, 'AddSkill AddSkill SetSkillInfo'],
  ['no answer to its name, but done', { method: 'SetSkillInfo', fault: { kind: 'drop', acted: true } }, 'AddSkill SetSkillInfo'],
  ['no answer to its name, and not done', { method: 'SetSkillInfo', fault: { kind: 'drop' } }, 'AddSkill SetSkillInfo SetSkillInfo'],
  ['a name that is asked for too often', { method: 'SetSkillInfo', fault: { kind: 'error', code: 340 } }, 'AddSkill SetSkillInfo SetSkillInfo'],
  ['a making that looks repeated', { method: 'AddSkill', fault: { kind: 'error', code: 484, acted: true } }, 'AddSkill SetSkillInfo'],
];
test.each(faults)('C3 a skill with %s is made once, and is ours', async (_what, given, requests) => {
  project = await startProject();
  project.server.faults.add(given);
  expect([await codeOf(deploy), names()]).toEqual([0, ['sales']]);
  expect(project.server.log.methods().filter((method) => /^(Add|Set)Skill/.test(method)).join(' ')).toBe(requests);
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
