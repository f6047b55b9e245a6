import { afterEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { startKillable, type Killable } from '../apply/killed-process';
import type { Project } from '../apply/project';

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
