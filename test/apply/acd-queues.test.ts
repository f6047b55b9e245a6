import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { importAccount } from '../../scripts/commands/import';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { status } from '../../scripts/commands/status';
import { startProject, type Project } from './project';

const say = (text: string) => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
let project: Project;

/** One franchise on ACD v1: a digit for English, one for English payments, the last operator first. */
beforeEach(async () => {
  project = await startProject();
  const { config } = project;
  const center = config.franchises['center'];
  if (!center) throw new Error('the project has a franchise center');
  config.skills = { english: {}, payments: {} };
  center.queue = { engine: 'acd', name: 'center', maxSize: 9 };
  center.call = {
    ...center.call, lastOperatorFirst: { seconds: 15 },
    menu: { prompt: say('Press one'), choices: { 1: { skills: { english: 1 } }, 2: { skills: { payments: 1, english: 1 } }, 3: {} } },
  };
  config.operators = {
    op1: { displayName: 'Anna', franchise: 'center' },
    op2: { displayName: 'Boris', franchise: 'center', skills: { english: 1 } },
    op3: { displayName: 'Vera', franchise: 'center', skills: { english: 1, payments: 1 } },
    op4: { displayName: 'Gleb', franchise: 'north' },
  };
  project.save();
});
afterEach(() => project.server.close());

/** Every queue that the account has: who is bound to it, with which skills, and whether the platform binds by itself. */
function queues(): Record<string, unknown> {
  const { acdQueues, users, skills } = project.account;
  return Object.fromEntries([...acdQueues.values()].map((row) => [row.name, [
    [...users.values()].filter(({ acdQueueIds }) => acdQueueIds.includes(row.id)).map(({ name }) => name).sort().join(),
    row.skillIds.map((id) => skills.get(id)?.name).sort().join(), row.autoBinding, row.maxSize,
  ]]));
}

const DEPLOYED = {
  north: ['op4', '', true, null],
  'center': ['op1,op2,op3', '', true, 9],
  'center.english': ['op2,op3', 'english', false, 9],
  'center.english.payments': ['op3', 'english,payments', false, 9],
  'center.op1': ['op1', '', false, 9], 'center.op2': ['op2', '', false, 9], 'center.op3': ['op3', '', false, 9],
};

test('a deploy makes a queue for each set of skills and for each operator, and finds nothing to do afterwards', async () => {
  expect((await project.run(deploy, { yes: true })).code).toBe(0);
  expect(queues()).toEqual(DEPLOYED);
  expect((await project.run(plan)).code).toBe(0);
  expect((await project.run(doctor, { json: true })).json['checks']).not.toContainEqual(expect.objectContaining({ ok: false }));
  const { json } = await project.run(status, { json: true });
  expect((json['queues'] as { name: string; operators: { name: string }[] }[]).find(({ name }) => name === 'center.english')?.operators.map(({ name }) => name))
    .toEqual(['op2', 'op3']);
});

test('status sums the personal queues up in one line, and says where one has lost its operator; --json has them all', async () => {
  await project.run(deploy, { yes: true });
  const { acdQueues, users } = project.account;
  const left = [...acdQueues.values()].find(({ name }) => name === 'center.op1');
  for (const user of users.values()) user.acdQueueIds = user.acdQueueIds.filter((id) => id !== left?.id);
  const lines = (await project.run(status)).stdout.split('\n');
  const shown = lines.slice(lines.findIndex((text) => text.startsWith('queue')) + 1);
  expect(shown.slice(0, -1).map((text) => text.split(' ')[0]).sort()).toEqual(['center', 'center.english', 'center.english.payments', 'north']);
  expect(shown.at(-1)).toBe('and 3 personal queues (one operator looked for first): 0 waiting, 0 talking; nobody in center.op1');
  const { json } = await project.run(status, { json: true });
  expect((json['queues'] as { personalTo: string | null }[]).map(({ personalTo }) => personalTo).filter((name) => name !== null).sort()).toEqual(['op1', 'op2', 'op3']);
});

test('who learns a skill is bound, also where bindings are managed he who lost it is not; a rollback undoes both', async () => {
  await project.run(deploy, { yes: true });
  project.config.ownership = { bindings: 'manage', queues: 'manage' };
  project.config.operators['op1'] = { displayName: 'Anna', franchise: 'center', skills: { english: 1 } };
  project.config.operators['op2'] = { displayName: 'Boris', franchise: 'center' };
  project.save();
  const { json } = await project.run(plan, { json: true });
  expect((json['steps'] as { id: string }[]).map(({ id }) => id).filter((id) => id.includes('center.'))).toEqual(['acd-members.add.center.english', 'acd-members.remove.center.english']);
  await project.run(deploy, { yes: true });
  expect(queues()).toEqual({ ...DEPLOYED, 'center.english': ['op1,op3', 'english', false, 9] });
  expect((await project.run(rollback, { yes: true })).code).toBe(0);
  expect(queues()).toEqual(DEPLOYED);
});

test('a menu that asks for no skills any more leaves no queue behind where queues are managed', async () => {
  await project.run(deploy, { yes: true });
  project.config.ownership = { queues: 'manage' };
  const { call } = project.config.franchises['center'] ?? { call: undefined };
  Object.assign(call ?? {}, { menu: undefined, lastOperatorFirst: undefined });
  project.save();
  expect((await project.run(deploy, { yes: true })).code).toBe(0);
  expect(Object.keys(queues()).sort()).toEqual(['center', 'north']);
  expect((await project.run(rollback, { yes: true })).code).toBe(0);
  expect(queues()).toEqual(DEPLOYED);
});

test('the franchise’s own queue may ask for skills; one taken off by hand is put back, and shown as drift', async () => {
  Object.assign(project.config.franchises['center']?.queue ?? {}, { acd: { skills: ['english'] } });
  project.save();
  await project.run(deploy, { yes: true });
  expect(queues()).toMatchObject({ center: ['op2,op3', 'english', true, 9], 'center.english.payments': ['op3', 'english,payments', false, 9] });
  for (const row of project.account.acdQueues.values()) row.skillIds = [];
  const { json } = await project.run(plan, { json: true });
  expect((json['drift'] as { note: string }[]).map(({ note }) => note)).toContain('skills of queue (ACD v1) "center" was edited by hand: skills');
  await project.run(deploy, { yes: true });
  expect(queues()).toMatchObject({ center: ['op2,op3', 'english', true, 9] });
});

test('an import knows them again by their names, and a plan with it has nothing to do', async () => {
  await project.run(deploy, { yes: true });
  await project.run(importAccount, { application: 'calls' });
  const { json } = await project.run(importAccount, { json: true, application: 'calls' });
  const config = json['config'] as Project['config'];
  const { franchises, operators } = config;
  expect(Object.values(franchises).map(({ queue, call }) => [queue.name, call.lastOperatorFirst])).toEqual([['center', { seconds: 15 }], ['north', undefined]]);
  expect(operators['op3']?.skills).toEqual({ english: 1, payments: 1 });
  expect((json['remarks'] as string[]).filter((remark) => remark.includes('skills'))).toEqual([
    'Queue "center.english" serves callers who want english: give a digit of a menu, or a number, these skills.',
    'Queue "center.english.payments" serves callers who want english and payments: give a digit of a menu, or a number, these skills.',
  ]);
  const { local } = project.config.environments;
  Object.assign(project.config, config, { environments: { local } });
  project.save();
  expect((await project.run(plan, { json: true })).json).toMatchObject({ steps: [], conflicts: [] });
});
