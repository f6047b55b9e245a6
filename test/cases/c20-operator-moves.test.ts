import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { plan } from '../../scripts/commands/plan';
import { startProject, type Project } from '../apply/project';

let project: Project;
beforeEach(async () => {
  project = await startProject();
  project.config.operators['op4'] = { displayName: 'Gleb', franchise: 'north', skills: { sales: 1 } };
});
afterEach(() => project.server.close());

const change = (edit: (config: Project['config']) => void): void => {
  edit(project.config);
  project.save();
};
/** Who is in which queue. */
function queues(): Record<string, string> {
  const { users, sqQueues, acdQueues } = project.account;
  const all = [...users.values()];
  const members = (id: number): string => all.filter(({ sqQueueIds, acdQueueIds }) => [...sqQueueIds, ...acdQueueIds].includes(id)).map(({ name }) => name).sort().join();
  return Object.fromEntries([...sqQueues.values(), ...acdQueues.values()].map(({ id, name }) => [name, members(id)]));
}

describe.each(['smartqueue', 'acd'] as const)('C20 both franchises on %s', (engine) => {
  beforeEach(async () => {
    change((config) => {
      for (const franchise of Object.values(config.franchises)) franchise.queue = { engine, name: franchise.queue.name };
      for (const operator of Object.values(config.operators)) operator.skills = { sales: 1 };
    });
    expect((await project.run(deploy)).code).toBe(0);
  });

  test('an operator who moves to another franchise leaves the old queue', async () => {
    change((config) => Object.assign(config.operators['op1'] ?? {}, { franchise: 'north' }));
    expect((await project.run(doctor)).code).toBe(1);
    expect((await project.run(deploy, { yes: true })).code).toBe(0);
    expect(queues()).toEqual({ center: 'op2', north: 'op1,op3,op4' });
    expect([(await project.run(plan)).code, (await project.run(doctor)).code]).toEqual([0, 0]);
  });

  test('who was put into a queue by hand stays there, and plan and doctor say so', async () => {
    const { users, sqQueues, acdQueues } = project.account;
    const north = [...sqQueues.values(), ...acdQueues.values()].find(({ name }) => name === 'north')?.id ?? 0;
    const op1 = [...users.values()].find(({ name }) => name === 'op1');
    (engine === 'acd' ? op1?.acdQueueIds : op1?.sqQueueIds)?.push(north);
    await project.run(deploy, { yes: true });
    expect(queues()).toEqual({ center: 'op1,op2', north: 'op1,op3,op4' });
    const { code, stdout } = await project.run(plan);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/operators of queue.* "north" has op1, as the config does not say/)]);
    expect((await project.run(doctor)).stdout).toMatch(/queue north: has 3 operators; .*has op1, as the config does not say/);
  });

  test('an operator who moves leaves nothing where no state shows who put them there; the plan says so', async () => {
    rmSync(path.join(project.root, '.vox/local/state.json'));
    change((config) => Object.assign(config.operators['op1'] ?? {}, { franchise: 'north' }));
    expect((await project.run(plan)).stdout).toMatch(/operators of queue.* "center" has op1, as the config does not say/);
  });

  test('an operator loses the last skill', async () => {
    change((config) => { delete config.operators['op1']?.skills; });
    expect((await project.run(deploy, { yes: true })).code).toBe(0);
    const op1 = [...project.account.users.values()].find(({ name }) => name === 'op1');
    expect([op1?.sqSkills, op1?.acdSkillIds]).toEqual([[], []]);
    expect((await project.run(plan)).code).toBe(0);
  });
});

test('C20 a skill that somebody renamed gets its name back, and whoever has it keeps it', async () => {
  change((config) => { config.ownership = { bindings: 'manage', skills: 'manage' }; });
  expect((await project.run(deploy)).code).toBe(0);
  const held = (): unknown => [...project.account.users.values()].map(({ name, sqSkills }) => [name, structuredClone(sqSkills)]);
  const before = held();
  for (const row of project.account.sqSkills.values()) row.name = 'renamed: by hand';
  expect((await project.run(plan, { json: true })).json['steps']).toMatchObject([{ id: 'sq-skill.rename.sales' }]);
  // Nothing is removed, so nobody is asked.
  expect((await project.run(deploy)).code).toBe(0);
  expect([held(), (await project.run(plan)).code]).toEqual([before, 0]);
});
