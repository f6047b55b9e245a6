import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call, codeOf } from './raw';
import { startWorld, type World } from './world';

type Values = Record<string, string | number | boolean>;

let world: World;
const ids: Record<'application' | 'other' | 'rule' | 'scenario' | 'shared' | 'user', number> = {
  application: 0, other: 0, rule: 0, scenario: 0, shared: 0, user: 0,
};
const make = async (method: string, values: Values): Promise<number> => {
  const { body } = await call(world, method, values);
  const id = Object.entries({ ...body, ...(body.result as Record<string, unknown>) }).find(([name]) => name.endsWith('_id'))?.[1];
  return Number(id);
};
const code = (method: string, values: Values): Promise<number> => codeOf(call(world, method, values));
const rows = async (method: string, values: Values): Promise<Record<string, unknown>[]> =>
  (await call(world, method, values)).body.result as Record<string, unknown>[];

beforeEach(async () => {
  world = await startWorld();
  ids.application = await make('AddApplication', { application_name: 'calls' });
  ids.other = await make('AddApplication', { application_name: 'other' });
  ids.scenario = await make('AddScenario', { application_id: ids.application, scenario_name: 'Inbound', scenario_script: 'one' });
  ids.shared = await make('AddScenario', { scenario_name: 'Shared', scenario_script: 'two' });
  ids.rule = await make('AddRule', { application_id: ids.application, rule_name: 'main', rule_pattern: '7495.*', scenario_id: ids.scenario });
  ids.user = await make('AddUser', { application_id: ids.application, user_name: 'op1', user_display_name: 'Anna', user_password: 'Passw0rd!' });
  await make('AddQueue', { application_id: ids.application, acd_queue_name: 'line' });
  await make('AddSkill', { skill_name: 'sales' });
  await make('SQ_AddQueue', { application_id: ids.application, sq_queue_name: 'line', call_agent_selection: 'MAX_WAITING_TIME', call_task_selection: 'MAX_PRIORITY' });
  await make('SQ_AddSkill', { application_id: ids.application, sq_skill_name: 'sales' });
  await make('AddSecret', { application_id: ids.application, secret_name: 'KEY', secret_value: 'v' });
});
afterEach(() => world.server.close());

test('[9.107] duplicates answer with the code of their kind', async () => {
  const app = { application_name: 'calls' };
  const tries: [number, string, Values][] = [
    [129, 'AddApplication', app],
    [133, 'AddScenario', { ...app, scenario_name: 'Inbound' }],
    [133, 'AddScenario', { application_name: 'other', scenario_name: 'Inbound' }],
    [133, 'AddScenario', { scenario_name: 'Inbound', rewrite: true }],
    [133, 'SetScenarioInfo', { scenario_id: ids.scenario, scenario_name: 'Shared' }],
    [175, 'AddRule', { ...app, rule_name: 'main', rule_pattern: '1' }],
    [118, 'AddUser', { ...app, user_name: 'op1', user_display_name: 'X', user_password: 'Passw0rd!' }],
    [219, 'AddQueue', { application_name: 'other', acd_queue_name: 'line' }],
    [221, 'AddSkill', { skill_name: 'sales' }],
    [493, 'SQ_AddQueue', { ...app, sq_queue_name: 'line', call_agent_selection: 'MOST_QUALIFIED', call_task_selection: 'MAX_PRIORITY' }],
    [493, 'SQ_AddSkill', { ...app, sq_skill_name: 'sales' }],
    [493, 'AddSecret', { ...app, secret_name: 'KEY', secret_value: 'w' }],
  ];
  for (const [expected, method, values] of tries) expect([method, await code(method, values)]).toEqual([method, expected]);
});

test('[9.107] `rewrite` replaces the text of a namesake of the same scope', async () => {
  const again = await make('AddScenario', { application_name: 'calls', scenario_name: 'Inbound', scenario_script: 'three', rewrite: true });
  expect([again, world.account.scenarios.get(again)?.script]).toEqual([ids.scenario, 'three']);
});

test('[9.108] an application lists its own scenarios only, also where a Shared one is bound to its rule', async () => {
  expect(await code('BindScenario', { application_name: 'calls', rule_id: ids.rule, scenario_id: ids.shared })).toBe(0);
  expect((await rows('GetScenarios', { application_name: 'calls' })).map((row) => row['scenario_id'])).toEqual([ids.scenario]);
  expect((await rows('GetScenarios', {})).map((row) => row['scenario_id'])).toEqual([ids.scenario, ids.shared]);
  const [rule] = await rows('GetRules', { application_name: 'calls', with_scenarios: true });
  expect((rule?.['scenarios'] as object[]).length).toBe(2);
});

test('[9.109] the text comes only for one id with the flag; names match in part, whatever the case', async () => {
  const texts = async (values: Values) => (await rows('GetScenarios', values)).map((row) => row['scenario_script']);
  expect(await texts({ with_script: true })).toEqual([undefined, undefined]);
  expect(await texts({ scenario_id: ids.scenario })).toEqual([undefined]);
  expect(await texts({ scenario_id: ids.scenario, with_script: true })).toEqual(['one']);
  expect((await rows('GetScenarios', { scenario_name: 'BOUN' })).map((row) => row['scenario_name'])).toEqual(['Inbound']);
});

test('[9.110] binding needs a rule, toggles, and keeps the order in which it was done', async () => {
  const bound = () => world.account.rules.get(ids.rule)?.scenarioIds;
  expect(await code('BindScenario', { scenario_id: ids.shared, application_name: 'calls' })).toBe(147);
  expect(await code('BindScenario', { scenario_id: ids.shared, rule_id: ids.rule, application_name: 'calls' })).toBe(0);
  expect(bound()).toEqual([ids.scenario, ids.shared]);
  expect(await code('BindScenario', { scenario_id: ids.scenario, rule_id: ids.rule, application_name: 'calls', bind: false })).toBe(0);
  expect(bound()).toEqual([ids.shared]);
  const foreign = await make('AddScenario', { application_name: 'other', scenario_name: 'Foreign' });
  expect(await code('BindScenario', { scenario_id: foreign, rule_id: ids.rule, application_name: 'calls' })).toBe(132);
});

test('[9.111] SetRuleInfo takes scenarios, answers 1 and binds nothing', async () => {
  const { body } = await call(world, 'SetRuleInfo', { rule_id: ids.rule, scenario_id: ids.shared, rule_pattern: '7496.*' });
  expect(body.result).toBe(1);
  expect(world.account.rules.get(ids.rule)).toMatchObject({ scenarioIds: [ids.scenario], pattern: '7496.*' });
});

test('[9.112] a new rule comes last; a new order names every rule of the application', async () => {
  const second = await make('AddRule', { application_name: 'calls', rule_name: 'second', rule_pattern: '1' });
  const order = async () => (await rows('GetRules', { application_name: 'calls' })).map((row) => row['rule_id']);
  expect(await order()).toEqual([ids.rule, second]);
  expect(await code('ReorderRules', { rule_id: `${second}` })).toBe(147);
  expect(await code('ReorderRules', { rule_id: `${second};${second}` })).toBe(147);
  expect(await code('ReorderRules', { rule_id: `${second};${ids.rule}` })).toBe(0);
  expect(await order()).toEqual([second, ids.rule]);
});

describe('[9.113] what is removed takes along what hangs on it', () => {
  test('a scenario leaves its rules', async () => {
    expect(await code('DelScenario', { scenario_id: ids.scenario })).toBe(0);
    expect(world.account.rules.get(ids.rule)?.scenarioIds).toEqual([]);
  });

  test('a rule leaves the order and its number', async () => {
    await code('BindPhoneNumberToApplication', { phone_number: '74951234567', application_name: 'calls', rule_id: ids.rule });
    expect(await code('DelRule', { rule_id: ids.rule })).toBe(0);
    const [number] = await rows('GetPhoneNumbers', { phone_number: '74951234567' });
    expect([number?.['application_id'], number?.['rule_id']]).toEqual([ids.application, undefined]);
  });

  test('an application takes all that is its own', async () => {
    await code('BindPhoneNumberToApplication', { phone_number: '74951234567', application_name: 'calls', rule_id: ids.rule });
    expect(await code('DelApplication', { application_name: 'calls' })).toBe(0);
    const { account } = world;
    const left = [account.rules, account.users, account.sqQueues, account.acdQueues, account.secrets, account.sqSkills].map((table) => table.size);
    expect(left).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...account.scenarios.keys()]).toEqual([ids.shared]);
    expect([...account.phoneNumbers.values()].every(({ applicationId }) => applicationId === null)).toBe(true);
  });
});

test('[9.114] names, lengths and ranges are checked with the listed codes', async () => {
  const app = { application_name: 'calls' };
  const user = { ...app, user_name: 'op9', user_display_name: 'X', user_password: 'Passw0rd!' };
  const sq = { ...app, sq_queue_name: 'q', call_agent_selection: 'MOST_QUALIFIED', call_task_selection: 'MAX_PRIORITY' };
  const tries: [number, string, Values][] = [
    [107, 'AddApplication', { application_name: 'Big' }],
    [107, 'AddApplication', { application_name: `a${'b'.repeat(65)}` }],
    [168, 'AddScenario', { ...app, scenario_name: 'x'.repeat(30) }],
    [130, 'AddScenario', { ...app, scenario_name: 'long', scenario_script: 'я'.repeat(65_537) }],
    [156, 'AddRule', { ...app, rule_name: 'x'.repeat(100), rule_pattern: '1' }],
    [148, 'AddRule', { ...app, rule_name: 'x', rule_pattern: '(' }],
    [149, 'SetRuleInfo', { rule_id: ids.rule, rule_pattern_exclude: '[' }],
    [122, 'AddUser', { ...user, user_name: 'Op' }],
    [157, 'AddUser', { ...user, user_display_name: 'x'.repeat(256) }],
    [463, 'AddUser', { ...user, user_password: 'password' }],
    [213, 'AddQueue', { ...app, acd_queue_name: 'x'.repeat(100) }],
    [214, 'AddQueue', { ...app, acd_queue_name: 'q', service_probability: 0.4 }],
    [381, 'AddQueue', { acd_queue_name: 'q' }],
    [477, 'SQ_AddQueue', { ...sq, sq_queue_name: 'x'.repeat(101) }],
    [496, 'SQ_AddQueue', { ...sq, call_agent_selection: 'RANDOM' }],
    [496, 'SQ_AddQueue', { ...sq, call_max_waiting_time: 1, call_max_waiting_time_in_seconds: 60 }],
    [497, 'SQ_AddQueue', { ...sq, priority: 101 }],
    [496, 'AddSecret', { ...app, secret_name: '1KEY', secret_value: 'v' }],
    [499, 'AddSecret', { ...app, secret_name: 'LONG', secret_value: 'x'.repeat(8193) }],
    [116, 'AddRule', { application_id: 1, rule_name: 'x', rule_pattern: '1' }],
    [147, 'SetRuleInfo', { rule_id: 1 }],
    [132, 'SetScenarioInfo', { scenario_id: 1 }],
    [117, 'SetUserInfo', { user_id: 1 }],
    [218, 'SetQueueInfo', { acd_queue_id: 1 }],
    [181, 'BindPhoneNumberToApplication', { phone_number: '1', ...app }],
    [393, 'BindUserToQueue', { bind: true, application_name: 'other', user_id: ids.user, acd_queue_name: 'line' }],
  ];
  for (const [expected, method, values] of tries) {
    expect([method, values, await code(method, values)]).toEqual([method, values, expected]);
  }
});

test('[9.114] an agent has five skills at most', async () => {
  for (const n of [1, 2, 3, 4, 5]) await make('SQ_AddSkill', { application_name: 'calls', sq_skill_name: `s${n}` });
  const skills = (names: string[]) => JSON.stringify(names.map((name) => ({ sq_skill_name: name, sq_skill_level: 3 })));
  const bind = (names: string[]) => code('SQ_BindSkill', { application_name: 'calls', user_id: ids.user, sq_skills: skills(names) });
  expect(await bind(['s1', 's2', 's3', 's4', 's5'])).toBe(0);
  expect(await bind(['sales'])).toBe(498);
});

test('[1.6] users: the thousandth is taken, the next is 109', async () => {
  const { users } = world.account;
  const [one] = users.values();
  for (let id = 1_000_000; users.size < 999 && one; id++) users.set(id, { ...one, id, name: `extra${id}` });
  const add = (name: string) => code('AddUser', { application_name: 'calls', user_name: name, user_display_name: 'X', user_password: 'Passw0rd!' });
  expect([await add('thousandth'), await add('another')]).toEqual([0, 109]);
});
