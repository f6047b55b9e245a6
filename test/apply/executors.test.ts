import { afterEach, expect, test } from 'vitest';
import { idlePlatform, type PlatformView } from '../../emulator/management/platform-view';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
afterEach(() => world.server.close());

test('a level that changes is taken off first, and no other skill of the operator is touched', async () => {
  world = await startDeployWorld();
  const { config, server } = world;
  config.skills = { sales: {}, help: {}, chess: {} };
  Object.assign(config.operators['op1'] ?? {}, { skills: { sales: 3, help: 2 } });
  await world.deploy();
  const idOf = (name: string) => [...world.account.sqSkills.values()].find((skill) => skill.name === name)?.id;
  const before = server.log.writes().length;
  Object.assign(config.operators['op1'] ?? {}, { skills: { sales: 5, help: 2, chess: 1 } });
  await world.deploy();
  const asked = server.log.writes().slice(before).filter(({ method }) => /Bind|Unbind/.test(method));
  expect(asked.map(({ method, parameters }) => [method, parameters['sq_skill_id'] ?? parameters['sq_skills']])).toEqual([
    ['SQ_UnbindSkill', String(idOf('sales'))],
    ['SQ_BindSkill', JSON.stringify([{ sq_skill_id: idOf('chess'), sq_skill_level: 1 }, { sq_skill_id: idOf('sales'), sq_skill_level: 5 }])],
  ]);
});

test.each([
  { franchise: 'center', engine: 'smartqueue', look: 'GetSQState', remove: 'SQ_DelQueue' },
  { franchise: 'north', engine: 'acd', look: 'GetACDState', remove: 'DelQueue' },
] as const)('a queue of $engine is looked at until nobody is in it, and only then goes', async ({ franchise, engine, look, remove }) => {
  let busy = true;
  const isBusy = (): boolean => { const was = busy; busy = false; return was; };
  const waits = { type: 'CALL' as const, status: 'IN_QUEUE' as const, userId: null, skills: [], waitingMs: 0, processingMs: 0, customData: '' };
  const talks = { userId: 1, callerid: '', priority: 1, beginMs: 0, waitingMs: 0, requestId: '1' };
  const idle = idlePlatform();
  const platform: PlatformView = {
    ...idle, sqTasks: () => (isBusy() ? [waits] : []), acdQueue: (id) => ({ ...idle.acdQueue(id), servicing: isBusy() ? [talks] : [] }),
  };
  world = await startDeployWorld({ platform });
  const { config, server } = world;
  config.ownership = { queues: 'manage' };
  await world.deploy();
  Object.assign(config.franchises[franchise] ?? {}, { queue: { engine, name: 'other' } });
  busy = true;
  await world.deploy();
  expect(server.log.methods().filter((method) => method === look || method === remove)).toEqual([look, look, remove]);
});
