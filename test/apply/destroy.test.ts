import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { plan } from '../../scripts/commands/plan';
import { releases } from '../../scripts/commands/releases';
import { rollback } from '../../scripts/commands/rollback';
import { everythingOf, startTwo } from '../cases/two-applications';

let two: Awaited<ReturnType<typeof startTwo>>;
beforeEach(async () => { two = await startTwo(); });
afterEach(() => two.close());

test('destroy asks, names everything, removes what is ours and leaves another application as it is', async () => {
  const { account, a, b } = two;
  await a.run(deploy);
  await b.run(deploy);
  const others = everythingOf(account, 'other-app');
  const refused = await a.run(destroy);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/remove number "74951234567".*delete rule "center".*delete operator "op1".*delete application "calls"/)]);
  expect((await a.run(destroy, { yes: true })).code).toBe(0);
  expect([...account.applications.values()].map(({ name }) => name)).toEqual(['other-app']);
  expect(everythingOf(account, 'other-app')).toEqual(others);
  expect((await a.run(destroy, { yes: true, json: true })).json).toMatchObject({ release: null, steps: [] });
}, 60_000);

test('a rollback brings back all that destroy removed, with nothing left for a plan, and can itself be undone', async () => {
  const { account, a } = two;
  await a.run(deploy);
  await a.run(destroy, { yes: true });
  expect((await a.run(rollback, { yes: true })).code).toBe(0);
  expect((await a.run(plan, { json: true })).json).toMatchObject({ drift: [], steps: [] });
  expect((await a.run(rollback, { yes: true })).code).toBe(0);
  // An application that a rollback made stays, empty, as that of a first deploy does.
  expect(everythingOf(account, 'calls')).toMatchObject({ users: [], rules: [], scenarios: [], sqQueues: [], acdQueues: [], numbers: [], secrets: [] });
}, 60_000);

test('a rollback that would make operators without the key of their passwords writes nothing and names the variable', async () => {
  const { a } = two;
  await a.run(deploy);
  await a.run(destroy, { yes: true });
  Object.assign(a.env, { OPERATOR_KEY: undefined });
  a.server.log.clear();
  const { code, stderr } = await a.run(rollback, { yes: true });
  expect([code, stderr, a.server.log.writes()]).toEqual([1, expect.stringContaining('operator "op1": the environment variable OPERATOR_KEY is not set'), []]);
}, 60_000);

test('a rollback puts an operator who was deleted back into the queue and the skills that stayed', async () => {
  const { account, a } = two;
  a.config.ownership = { operators: 'manage' };
  const all: VoxConfig['operators'] = { ...a.config.operators, op4: { displayName: 'Galina', franchise: 'north', skills: { sales: 1 } } };
  const deployWith = async (operators: VoxConfig['operators']): Promise<void> => {
    a.config.operators = operators;
    a.save();
    expect((await a.run(deploy, { yes: true })).code).toBe(0);
  };
  await deployWith(all);
  const { op1: _op1, op4: _op4, ...fewer } = all;
  await deployWith(fewer);
  expect([...account.users.values()].map(({ name }) => name)).toEqual(['op2', 'op3']);
  expect((await a.run(rollback, { yes: true })).code).toBe(0);
  a.config.operators = all;
  a.save();
  expect((await a.run(plan, { json: true })).json).toMatchObject({ steps: [], drift: [] });
}, 60_000);

test('destroy in an application that was there before leaves it and what it had', async () => {
  const { account, a } = two;
  await a.client.Applications.addApplication({ applicationName: 'calls' });
  await a.client.Users.addUser({ userName: 'stranger', userDisplayName: 'S', userPassword: 'Passw0rd!', applicationName: 'calls' });
  await a.run(deploy);
  const { code, stdout } = await a.run(destroy, { yes: true });
  expect([code, stdout]).toEqual([0, expect.stringContaining('operator "stranger" is not listed, but nothing here shows that it is ours')]);
  expect(everythingOf(account, 'calls')).toMatchObject({ application: { name: 'calls' }, users: [{ name: 'stranger' }], rules: [], scenarios: [], sqQueues: [], numbers: [] });
});

test('destroy without a state removes nothing', async () => {
  const { a } = two;
  await a.run(deploy);
  for (const name of ['state.json', 'releases']) rmSync(path.join(a.root, '.vox/local', name), { recursive: true });
  a.server.log.clear();
  const { code, stderr } = await a.run(destroy, { yes: true });
  expect([code, stderr, a.server.log.writes()]).toEqual([1, expect.stringContaining('Nothing in this folder shows what was deployed to "local"'), []]);
});

test('releases are listed newest first, with their outcome', async () => {
  const { a } = two;
  expect((await a.run(releases)).stdout).toBe('Nothing was deployed to "local" from this folder.');
  await a.run(deploy);
  a.server.faults.add({ method: 'DelUser', fault: { kind: 'error', code: 2 } });
  await a.run(rollback, { yes: true });
  writeFileSync(path.join(a.root, '.vox/local/releases/20200101-000000-000.json'), '{');
  const { json } = await a.run(releases, { json: true });
  const [failed, done, broken] = json['releases'] as { id: string; outcome: string; undoes: string[] }[];
  expect([failed?.outcome, done?.outcome, broken?.outcome, failed?.undoes]).toEqual(['failed', 'done', 'unreadable', [done?.id]]);
  expect((await a.run(releases)).stdout).toContain(`undoes ${done?.id}`);
});
