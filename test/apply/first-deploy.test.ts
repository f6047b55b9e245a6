import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
beforeEach(async () => { world = await startDeployWorld(); });
afterEach(() => world.server.close());

test('a first deploy makes everything that the config lists, and a second finds nothing to do', async () => {
  await world.deploy();
  const { users, sqQueues, acdQueues, phoneNumbers, rules } = world.account;
  const [queue] = sqQueues.keys();
  const [line] = acdQueues.keys();
  expect([...users.values()].map(({ name, sqQueueIds, acdQueueIds, handleCalls }) => [name, sqQueueIds, acdQueueIds, handleCalls])).toEqual([
    ['op1', [queue], [], true], ['op2', [queue], [], true], ['op3', [], [line], false],
  ]);
  expect([...users.values()][0]?.sqSkills).toMatchObject([{ level: 3 }]);
  expect([...phoneNumbers.values()].map(({ ruleId }) => rules.get(ruleId ?? 0)?.name)).toEqual(['center', 'north']);
  expect((await world.deploy()).plan.steps).toEqual([]);
});

test('equal operator keys give equal passwords, another version another one', async () => {
  await world.deploy();
  const [operator] = world.account.users.values();
  const before = operator?.password;
  Object.assign(world.config.operators['op1'] ?? {}, { passwordVersion: 2 });
  expect((await world.deploy()).plan.steps.map(({ id }) => id)).toEqual(['operator.update.op1']);
  expect([before?.startsWith('Vx1-'), operator?.password === before]).toEqual([true, false]);
});
