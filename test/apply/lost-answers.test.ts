import { afterEach, expect, test } from 'vitest';
import type { AccountRows } from '../../emulator/account/objects';
import type { Fault } from '../../emulator/management/faults';
import { destroy } from '../../scripts/commands/destroy';
import { deploy } from '../../scripts/commands/deploy';
import { changeEverything } from './change-everything';
import { startProject } from './project';
import { startDeployWorld, type DeployWorld } from './world';

let closing: { server: { close: () => Promise<unknown> } }[] = [];
afterEach(async () => {
  await Promise.all(closing.map(({ server }) => server.close()));
  closing = [];
});

const WRITES = [
  'AddApplication', 'AddScenario', 'AddRule', 'AddUser', 'AddSecret', 'AddQueue', 'AddSkill', 'SQ_AddQueue', 'SQ_AddSkill',
  'SetApplicationInfo', 'SetScenarioInfo', 'SetRuleInfo', 'SetUserInfo', 'SetSecretInfo', 'SetQueueInfo', 'SetSkillInfo', 'SQ_SetQueueInfo', 'SQ_SetSkillInfo', 'SQ_SetAgentInfo',
  'DelScenario', 'DelRule', 'DelUser', 'DelSecret', 'DelQueue', 'DelSkill', 'SQ_DelQueue', 'SQ_DelSkill',
  'BindScenario', 'BindUserToQueue', 'BindSkill', 'SQ_BindAgent', 'SQ_UnbindAgent', 'SQ_BindSkill', 'SQ_UnbindSkill', 'BindPhoneNumberToApplication', 'ReorderRules',
];

/** What everything becomes, one after the other; the last leaves as little as a config can. */
const CHANGES: readonly ((world: DeployWorld) => void)[] = [
  ({ config }) => {
    config.rules = config.rules.map((rule) => (rule.name === 'north' ? { ...rule, exclude: '7000' } : rule));
  },
  ({ config }) => changeEverything(config),
  ({ config, env, scripts, account }) => {
    // By hand: a scenario is gone, and with it the rule has none; a rule, a skill and a scenario have other names; an operator is put to rest.
    for (const { id, name } of account.scenarios.values()) if (name === 'inbound-north') account.scenarios.delete(id);
    for (const row of account.scenarios.values()) if (row.name === 'other-center') row.name = 'other-by-hand';
    for (const user of account.users.values()) if (user.name === 'op3') user.active = false;
    for (const rule of account.rules.values()) rule.scenarioIds = rule.scenarioIds.filter((id) => account.scenarios.has(id));
    for (const row of [...account.rules.values(), ...account.sqSkills.values()]) if (['south', 'help'].includes(row.name)) row.name += ' by hand';
    config.application.secureRecordStorage = false;
    config.operators['op5'] = { displayName: 'op5', franchise: 'center' };
    Object.assign(config.operators['op1'] ?? {}, { displayName: 'Anna B.', passwordVersion: 2, skills: { sales: 5 } });
    Object.assign(config.franchises['center']?.queue ?? {}, { smartQueue: { priority: 7, description: 'calls of the center' }, maxSize: 8 });
    Object.assign(config.franchises['north']?.queue ?? {}, { acd: { priority: 7, skills: ['sales'], autoBinding: false } });
    config.skills = { ...config.skills, sales: { description: 'sells all' } };
    config.rules = config.rules.map((rule) => (rule.name === 'north' ? { ...rule, exclude: '7001' } : rule));
    env['VOX_DESK_KEY_1'] = 'another-desk-key';
    scripts['inbound-south'] = '"use strict";// changed';
  },
  ({ config }) => {
    for (const name of ['north', 'south']) delete config.franchises[name];
    config.operators = { op1: { displayName: 'Anna B.', franchise: 'center' } };
    config.rules = config.rules.filter(({ franchise, name }) => franchise === 'center' && name !== 'spare');
    config.application.secureRecordStorage = true;
    Object.assign(config, { skills: {}, secrets: {}, ownership: { ...config.ownership, skills: 'manage', secrets: 'manage', numbers: 'manage' } });
  },
];

/** All that is there, by names alone: the numbers differ from account to account. */
function byName({ applications, scenarios, rules, users, sqQueues, acdQueues, sqSkills, skills, secrets, phoneNumbers, ruleOrder }: AccountRows): unknown {
  const names = (rows: ReadonlyMap<number, { name: string }>, ids: readonly number[]) => ids.map((id) => rows.get(id)?.name).sort();
  const all = <Row extends { name: string }>(rows: ReadonlyMap<number, Row>, show: (row: Row) => unknown) =>
    [...rows.values()].sort((one, other) => (one.name < other.name ? -1 : 1)).map((row) => [row.name, show(row)]);
  return {
    applications: all(applications, ({ secureRecordStorage }) => secureRecordStorage),
    scenarios: all(scenarios, ({ script }) => script),
    rules: all(rules, ({ pattern, exclude, scenarioIds }) => [pattern, exclude, names(scenarios, scenarioIds)]),
    order: [...ruleOrder.values()].map((ids) => ids.map((id) => rules.get(id)?.name)),
    users: all(users, (user) => [
      user.displayName, user.password, user.active, user.handleCalls, names(sqQueues, user.sqQueueIds), names(acdQueues, user.acdQueueIds),
      names(skills, user.acdSkillIds), user.sqSkills.map(({ id, level }) => `${sqSkills.get(id)?.name}:${level}`).sort(),
    ]),
    sqQueues: all(sqQueues, ({ priority, maxSize, description, agentSelection }) => [priority, maxSize, description, agentSelection]),
    acdQueues: all(acdQueues, ({ priority, maxSize, skillIds }) => [priority, maxSize, names(skills, skillIds)]),
    sqSkills: all(sqSkills, ({ description }) => description), skills: all(skills, () => null), secrets: all(secrets, ({ value }) => value),
    numbers: [...phoneNumbers.values()].map(({ applicationId, ruleId }) => [applications.get(applicationId ?? 0)?.name, rules.get(ruleId ?? 0)?.name]),
  };
}

/** What the account has after each change, with the first request of each method answered like this. */
async function after(fault: Fault | null): Promise<unknown[]> {
  const world = await startDeployWorld();
  closing.push(world);
  const found: unknown[] = [];
  for (const change of CHANGES) {
    change(world);
    world.server.faults.clear();
    if (fault) for (const method of WRITES) world.server.faults.add({ method, fault });
    const { steps } = await world.deploy();
    expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
    expect((await world.deploy()).plan.steps).toEqual([]);
    found.push(byName(world.account));
  }
  expect([...new Set(world.server.log.writes().map(({ method }) => method))].sort()).toEqual([...WRITES].sort());
  return found;
}

let undisturbed: Promise<unknown[]> | undefined;
test('what the account has after each of some changes', async () => {
  undisturbed ??= after(null);
  const told = (await undisturbed).map((found) => Object.entries(found as object).flatMap(([what, rows]) =>
    (rows as unknown[]).map((row) => `${what} ${JSON.stringify(row)}\n`)).join(''));
  await expect(told.join('\n')).toMatchFileSnapshot(`${import.meta.dirname}/lost-answers.txt`);
}, 60_000);

test.each<[string, Fault]>([
  ['done, and not answered', { kind: 'drop', acted: true }], ['neither done nor answered', { kind: 'drop' }], ['refused for being too many', { kind: 'error', code: 340 }],
  ['done, and answered by a proxy', { kind: 'status', status: 503, acted: true }],
])('R49 where the first request of every kind is %s, all ends as if nothing had been', async (_what, fault) => {
  undisturbed ??= after(null);
  expect(await after(fault)).toEqual(await undisturbed);
}, 60_000);

test('R49 an application that is gone though no answer came is gone', async () => {
  const project = await startProject();
  closing.push(project);
  expect((await project.run(deploy)).code).toBe(0);
  project.server.faults.add({ method: 'DelApplication', fault: { kind: 'drop', acted: true } });
  expect((await project.run(destroy, { yes: true })).code).toBe(0);
  expect([project.account.applications.size, project.server.log.methods().filter((method) => method === 'DelApplication')]).toEqual([0, ['DelApplication']]);
});
