import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../../emulator/management/faults';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { startKillable, type Killable } from '../apply/killed-process';
import { startProject, type Project } from '../apply/project';

const names = ({ account }: Project): string[] => [...account.skills.values()].map(({ name }) => name.replace(/^(vox-new)-.*/, '$1'));
const byOthers = ({ client }: Project): Promise<unknown> => client.Skills.addSkill({ skillName: 'sales' });
const stepsOf = async (project: Project): Promise<string[]> =>
  ((await project.run(plan, { json: true })).json['steps'] as { id: string }[]).map(({ id }) => id);

let killable: Killable;
let project: Project;

/** A first deploy, killed when the cloud has acted on this and before anybody reads the answer. */
async function killedAfter(method: string): Promise<void> {
  killable = await startKillable();
  ({ project } = killable);
  const { signal } = await killable.vox(['deploy', '--yes', '--json'], killable.killAfter(method));
  expect(signal).toBe('SIGKILL');
  killable.killAfter('nothing')(() => undefined);
}
const codeOf = async (command: Parameters<Project['run']>[0], options: object = {}): Promise<number> => (await project.run(command, options)).code;

afterEach(() => project.server.close());

test.each([['AddSkill', ['vox-new']], ['SetSkillInfo', ['sales']]])('C3 a skill whose %s was done by a deploy that was killed is ours: the next one goes on, a destroy removes it', async (method, left) => {
  await killedAfter(method);
  expect(names(project)).toEqual(left);
  // Not asked for: nobody has ever used what is removed.
  expect(await codeOf(deploy)).toBe(0);
  expect([names(project), await stepsOf(project)]).toEqual([['sales'], []]);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names(project)).toEqual([]);
});

test('C3 what others call as we would have called ours is theirs, and ours is removed', async () => {
  await killedAfter('AddSkill');
  await byOthers(project);
  expect(await codeOf(deploy)).toBe(0);
  expect(names(project)).toEqual(['sales']);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names(project)).toEqual(['sales']);
});

test('C3 what a killed deploy left goes though the config lists no skill any more, and with a rollback too', async () => {
  await killedAfter('AddSkill');
  const { operators, skills } = structuredClone(project.config);
  project.config.skills = {};
  for (const operator of Object.values(project.config.operators)) delete operator.skills;
  project.save();
  expect(await codeOf(deploy)).toBe(0);
  expect(names(project)).toEqual([]);
  Object.assign(project.config, { operators, skills });
  project.save();
  expect((await killable.vox(['deploy', '--json'], killable.killAfter('AddSkill'))).signal).toBe('SIGKILL');
  killable.killAfter('nothing')(() => undefined);
  expect(names(project)).toEqual(['vox-new']);
  expect(await codeOf(rollback, { yes: true })).toBe(0);
  expect(names(project)).toEqual([]);
});

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
  expect([await codeOf(deploy), names(project)]).toEqual([0, ['sales']]);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names(project)).toEqual([]);
});

test('C3 a skill that is given up in the middle is gone after the next deploy', async () => {
  project = await startProject();
  project.server.faults.add({ method: 'SetSkillInfo', fault: { kind: 'error', code: 110 } });
  expect(await codeOf(deploy)).toBe(1);
  await byOthers(project);
  expect(names(project)).toEqual(['vox-new', 'sales']);
  expect(await stepsOf(project)).toContainEqual(expect.stringMatching(/^acd-skill\.delete\.vox-new-/));
  expect(await codeOf(deploy)).toBe(0);
  expect(await codeOf(destroy, { yes: true })).toBe(0);
  expect(names(project)).toEqual(['sales']);
});
