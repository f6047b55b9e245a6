import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnershipMode } from '../../contracts/config';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { startTwo } from './two-applications';

let two: Awaited<ReturnType<typeof startTwo>>;
beforeEach(async () => { two = await startTwo(); });
afterEach(() => two.close());

const lists = ['scenarios', 'rules', 'queues', 'skills', 'operators', 'bindings', 'numbers', 'secrets'] as const;
const allManaged = Object.fromEntries(lists.map((list) => [list, 'manage'])) as Record<(typeof lists)[number], OwnershipMode>;
const idsOf = async (project: typeof two.a): Promise<string[]> =>
  ((await project.run(plan, { json: true })).json['steps'] as { id: string }[]).map(({ id }) => id);
const skillNames = (): string[] => [...two.account.skills.values()].map(({ name }) => name).sort();

test('C3 a skill of the account that another application made is neither planned to go nor removed, though skills are managed', async () => {
  const { a, b } = two;
  b.config.skills = { ...b.config.skills, french: {} };
  b.save();
  await b.run(deploy);
  a.config.ownership = { skills: 'manage' };
  a.save();
  expect((await idsOf(a)).filter((id) => id.includes('french'))).toEqual([]);
  await a.run(deploy, { yes: true });
  expect([await idsOf(a), skillNames()]).toEqual([[], ['french', 'sales']]);
});

test('C3 what we made goes when it is not listed any more; what we only used, and what others use since, stays', async () => {
  const { a, b } = two;
  b.config.skills = { ...b.config.skills, french: {} };
  b.save();
  await b.run(deploy);
  Object.assign(a.config, { skills: { sales: {}, french: {}, german: {} }, ownership: { skills: 'manage' } });
  Object.assign(a.config.operators['op3'] ?? {}, { skills: { sales: 1, french: 1, german: 1 } });
  a.save();
  await a.run(deploy, { yes: true });
  expect(skillNames()).toEqual(['french', 'german', 'sales']);
  Object.assign(a.config.operators['op3'] ?? {}, { skills: {} });
  Object.assign(a.config.operators['op1'] ?? {}, { skills: {} });
  a.config.skills = {};
  a.save();
  expect((await idsOf(a)).filter((id) => id.startsWith('acd-skill.'))).toEqual(['acd-skill.delete.german']);
  await a.run(deploy, { yes: true });
  expect(skillNames()).toEqual(['french', 'sales']);
});

test('C3 without a state nothing of what is there is removed, and the plan says what stays', async () => {
  const { a } = two;
  await a.run(deploy);
  await a.client.Users.addUser({ userName: 'stranger', userDisplayName: 'S', userPassword: 'Passw0rd!', applicationName: 'calls' });
  rmSync(path.join(a.root, '.vox/local/state.json'));
  delete a.config.operators['op2'];
  a.config.ownership = allManaged;
  a.save();
  const { json } = await a.run(plan, { json: true });
  expect((json['steps'] as { action: string }[]).filter(({ action }) => action === 'delete')).toEqual([]);
  expect((json['drift'] as { note: string }[]).map(({ note }) => note)).toEqual(['op2', 'stranger'].map((name) =>
    `operator "${name}" is not listed, but nothing here shows that it is ours`));
});
