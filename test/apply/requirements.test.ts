import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import type { Plan } from '../../scripts/plan/plan';
import { LiveRuleWitness } from './live-rule';
import { startProject, type Project } from './project';

let project: Project;
let witness: LiveRuleWitness;
beforeEach(async () => {
  witness = new LiveRuleWitness(() => project.account);
  project = await startProject({ afterWrite: (entry) => witness.afterWrite(entry) });
});
afterEach(() => project.server.close());

const planned = async (options = {}): Promise<Plan> => (await project.run(plan, { json: true, ...options })).json as unknown as Plan;
const change = (edit: (config: Project['config']) => void): void => {
  edit(project.config);
  project.save();
};
const scenario = (name: string) => [...project.account.scenarios.values()].find((row) => row.name === name);
const edited = (name: string, script: string): void => {
  const row = scenario(name);
  if (row) Object.assign(row, { script, modifiedMs: row.modifiedMs + 60_000 });
};

describe('R44 the plan shows old and new, and every removal', () => {
  test('of each field that changes, and of nothing else', async () => {
    await project.run(deploy);
    change((config) => Object.assign(config.operators['op1'] ?? {}, { displayName: 'Anna B.' }));
    const { steps } = await planned();
    expect(steps).toEqual([expect.objectContaining({
      id: 'operator.update.op1', before: { displayName: 'Anna' }, after: { displayName: 'Anna B.' }, destructive: false,
    })]);
  });

  test.each([['add-only', []], ['ignore', []], ['manage', ['operator.delete.stranger']]] as const)('an unlisted operator under %s', async (mode, removed) => {
    await project.run(deploy);
    await project.client.Users.addUser({ userName: 'stranger', userDisplayName: 'S', userPassword: 'Passw0rd!', applicationName: 'calls' });
    change((config) => { config.ownership = { operators: mode }; });
    expect((await planned()).steps.map(({ id }) => id)).toEqual(removed);
  });

  test('a removal is marked, asks, and without a terminal needs --yes', async () => {
    await project.run(deploy);
    change((config) => {
      config.ownership = { operators: 'manage' };
      delete config.operators['op2'];
    });
    const refused = await project.run(deploy);
    expect(refused.stdout).toContain('- delete operator op2  (destructive)');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Give --yes')]);
    expect(project.account.users.size).toBe(3);
    expect((await project.run(deploy, { yes: true })).code).toBe(0);
    expect(project.account.users.size).toBe(2);
  });
});

describe('R45 exactly the reviewed plan', () => {
  const reviewed = () => project.run(plan, { out: 'reviewed.json' });

  test('exit codes are 2 for changes, 0 for none, 1 for an error', async () => {
    expect((await project.run(plan)).code).toBe(2);
    await project.run(deploy);
    expect((await project.run(plan)).code).toBe(0);
    expect((await project.run(plan, { env: 'nowhere' })).code).toBe(1);
  });

  test('it is applied when nothing has changed', async () => {
    await reviewed();
    expect((await project.run(deploy, { plan: 'reviewed.json' })).code).toBe(0);
  });

  test('it is refused when the account has changed since', async () => {
    await project.run(deploy);
    change((config) => Object.assign(config.operators['op1'] ?? {}, { displayName: 'Anna B.' }));
    await reviewed();
    edited('inbound-center', 'by hand');
    const { code, stderr } = await project.run(deploy, { plan: 'reviewed.json' });
    expect([code, stderr]).toEqual([1, expect.stringContaining('somebody has changed it since')]);
    expect(project.account.users.get([...project.account.users.keys()][0] ?? 0)?.displayName).toBe('Anna');
  });

  test('it is refused when the config has changed since', async () => {
    await reviewed();
    change((config) => Object.assign(config.operators['op1'] ?? {}, { displayName: 'Anna B.' }));
    const { code, stderr } = await project.run(deploy, { plan: 'reviewed.json' });
    expect([code, stderr]).toEqual([1, expect.stringContaining('another config or other bundles')]);
    expect(project.server.log.writes()).toEqual([]);
  });
});

describe('R46 what was done by hand is told, though nothing changed here', () => {
  test('an edited script', async () => {
    await project.run(deploy);
    edited('inbound-center', 'by hand');
    const { drift, steps } = await planned();
    expect(drift).toMatchObject([{ what: 'edited', kind: 'scenario', object: 'inbound-center' }]);
    expect(steps.map(({ id }) => id)).toEqual(['scenario.update.inbound-center']);
  });

  test('an edit within the same second is found by --full', async () => {
    await project.run(deploy);
    Object.assign(scenario('inbound-center') ?? {}, { script: 'by hand' });
    expect((await planned()).steps).toEqual([]);
    expect((await planned({ full: true })).steps.map(({ id }) => id)).toEqual(['scenario.update.inbound-center']);
  });

  test('a deleted scenario, which leaves its rule empty', async () => {
    await project.run(deploy);
    await project.client.Scenarios.delScenario({ scenarioName: 'inbound-center' });
    const { drift, steps } = await planned();
    expect(drift.map(({ what, kind }) => `${what} ${kind}`)).toEqual(['deleted scenario', 'edited rule']);
    expect(steps.map(({ id }) => id)).toEqual(['scenario.create.inbound-center', 'rule.bind.center']);
    expect((await project.run(deploy)).code).toBe(0);
    expect((await planned()).steps).toEqual([]);
  });

  test('an unknown object of our name', async () => {
    await project.run(deploy);
    change((config) => { config.operators['op4'] = { displayName: 'Olga', franchise: 'center' }; });
    await project.client.Users.addUser({ userName: 'op4', userDisplayName: 'S', userPassword: 'Passw0rd!', applicationName: 'calls' });
    expect((await planned()).drift).toMatchObject([{ what: 'unknown', kind: 'operator', object: 'op4' }]);
  });

  test('a rule renamed by hand gets its name back, by its id', async () => {
    await project.run(deploy);
    const [first] = project.account.rules.values();
    Object.assign(first ?? {}, { name: 'renamed' });
    expect((await planned()).steps.map(({ id }) => id)).toEqual(['rule.rename.center']);
    await project.run(deploy);
    expect([first?.name, project.account.rules.size]).toEqual(['center', 2]);
  });
});

describe('R47 R49 a failure in the middle', () => {
  test('names step, object and code, says what was done, and the same command converges', async () => {
    project.server.faults.add({ method: 'AddRule', fault: { kind: 'error', code: 2 } });
    const { code, stderr, json } = await project.run(deploy, { json: true });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Step rule\.create\.\w+ failed.*AddRule for rule "\w+".*error 2, Injected fault/s)]);
    expect(stderr).toMatch(/Not done: .*bind number "74951234567"/);
    expect((json['steps'] as { state: string }[]).map(({ state }) => state)).toContain('failed');
    expect((await project.run(deploy)).code).toBe(0);
    expect((await planned()).steps).toEqual([]);
  });

  test('nothing is written where a scenario does not compile', async () => {
    change((config) => { config.scenarios['inbound'] = { file: 'scenarios/missing.ts' }; });
    expect((await project.run(deploy)).code).toBe(1);
    expect(project.server.log.methods()).toEqual([]);
  });
});

describe('R48 a live rule never lacks its scenario, nor the number its application', () => {
  test('while its scenario becomes another one: a new rule takes its place', async () => {
    await project.run(deploy);
    const before = [...project.account.rules.keys()];
    change((config) => {
      config.scenarios['other'] = { file: 'scenarios/inbound.ts' };
      const [center, ...others] = config.rules.map((rule) => ({ ...rule, scenario: 'other' }));
      // The old scenario stays in use, so it is not taken for a renamed one.
      const spare = { name: 'spare', franchise: 'center', pattern: '7495000', scenario: 'inbound' };
      config.rules = center ? [center, ...others, spare] : [];
    });
    expect((await project.run(deploy, { yes: true })).code).toBe(0);
    expect(witness.breaches).toEqual([]);
    const order = project.account.ruleOrder.get([...project.account.applications.keys()][0] ?? 0) ?? [];
    expect(order.map((id) => project.account.rules.get(id)?.name)).toEqual(['center', 'north', 'spare']);
    expect(order[0]).not.toBe(before[0]);
    expect((await planned()).steps).toEqual([]);
  });

  test('new code goes in place, and no rule is touched', async () => {
    await project.run(deploy);
    project.server.log.clear();
    change((config) => Object.assign(config.franchises['center']?.call ?? {}, { maxWaitSeconds: 61 }));
    await project.run(deploy);
    const written = project.server.log.writes().map(({ method }) => method);
    expect([...new Set(written)]).toEqual(['SetScenarioInfo']);
  });
});

test('R50 a key of another account stops before any request', async () => {
  change((config) => Object.assign(config.environments['local'] ?? {}, { account: 77 }));
  const { code, stderr } = await project.run(deploy);
  expect([code, stderr]).toEqual([1, expect.stringContaining('is account 77, but the key file')]);
  expect(project.server.log.entries).toEqual([]);
});

test('an offline plan names all that would be made, with neither key nor network', async () => {
  rmSync(path.join(project.root, '.vox/local/emulator.json'));
  const { code, stdout, json, stderr } = await project.run(plan, { offline: true, json: true });
  const { account, steps } = json as unknown as Plan;
  const ids = steps.map(({ id }) => id);
  expect({ code, account, stderr }).toEqual({ code: 2, account: null, stderr: '' });
  expect(ids).toEqual(expect.arrayContaining(['application.create.calls', 'rule.create.center', 'number.bind.74951234567', 'secret.create.VOX_DESK_KEY_1']));
  expect(steps.every(({ before }) => before === null || JSON.stringify(before).includes('[]'))).toBe(true);
  expect([stdout.includes('hmac:'), project.server.log.entries]).toEqual([false, []]);
});

test('R50 a lost state is rebuilt from the account', async () => {
  await project.run(deploy);
  rmSync(path.join(project.root, '.vox/local/state.json'));
  const made = await planned();
  expect([made.drift, made.steps]).toEqual([[], []]);
  await project.run(deploy);
  expect((await planned()).steps).toEqual([]);
});

describe('R51 rollback', () => {
  test('is recorded before the first write', async () => {
    project.server.faults.breakAfterWrites(0);
    await project.run(deploy);
    project.server.faults.clear();
    project.server.faults.add({ method: 'AddApplication', fault: { kind: 'error', code: 2 } });
    const { json } = await project.run(deploy, { json: true });
    const record = readFileSync(path.join(project.root, `.vox/local/releases/${String(json['release'])}.json`), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ outcome: 'failed', before: expect.any(Array) as unknown });
  });

  test('brings back code, names and settings, and can be taken back itself', async () => {
    await project.run(deploy);
    const first = scenario('inbound-center')?.script;
    change((config) => Object.assign(config.franchises['center']?.call ?? {}, { maxWaitSeconds: 61 }));
    await project.run(deploy);
    const second = scenario('inbound-center')?.script;
    expect((await project.run(rollback)).code).toBe(0);
    expect(scenario('inbound-center')?.script).toBe(first);
    expect((await project.run(rollback)).code).toBe(0);
    expect(scenario('inbound-center')?.script).toBe(second);
  });

  test('keeps a text that somebody edited by hand', async () => {
    await project.run(deploy);
    edited('inbound-center', 'by hand');
    await project.run(deploy);
    expect((await project.run(rollback)).code).toBe(0);
    expect(scenario('inbound-center')?.script).toBe('by hand');
  });

  test('says what there is where a release is unknown', async () => {
    await project.run(deploy);
    expect((await project.run(rollback, { to: 'x' })).stderr).toMatch(/There is no release "x" of "local". There are: \d{8}-/);
  });
});

test('R52 what is uploaded is the built bundle, byte for byte', async () => {
  await project.run(deploy);
  const { steps } = await planned();
  expect(steps).toEqual([]);
  const state = JSON.parse(readFileSync(path.join(project.root, '.vox/local/state.json'), 'utf8')) as { items: { kind: string; name: string; fields: { sha256: string } }[] };
  for (const { name, fields } of state.items.filter(({ kind }) => kind === 'scenario')) {
    expect(scenario(name)?.script).toBe(readFileSync(path.join(project.root, `.vox/bundles/${fields.sha256}.js`), 'utf8'));
  }
});
