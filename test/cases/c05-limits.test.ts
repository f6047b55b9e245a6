import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FranchiseConfig, VoxConfig } from '../../contracts/config';
import { COUNT_LIMITS, VALUE_LIMITS } from '../../contracts/platform-limits';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError } from '../../scripts/config/problem';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { ROOT } from '../architecture/sources';
import { startProject, type Project } from '../apply/project';
import { sampleConfig } from '../apply/world';

type LimitName = keyof typeof VALUE_LIMITS;
/** Puts a value of this length or size into a config; `smart` and `acd` are its franchises' queues. */
type Put = (config: VoxConfig, size: number) => void;

const franchise = (config: VoxConfig, name: 'center' | 'north'): FranchiseConfig => config.franchises[name] as FranchiseConfig;
const renamedKey = <Value>(record: Record<string, Value>, from: string, to: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name === from ? to : name, value]));
const smart = (config: VoxConfig, own: object) => Object.assign(franchise(config, 'center').queue, own);
const acd = (config: VoxConfig, own: object) => Object.assign(franchise(config, 'north').queue, own);
const skill: Put = (config, size) => {
  config.skills = { ...config.skills, ['s'.repeat(size)]: {} };
};
const onlySmart = (config: VoxConfig): void => {
  franchise(config, 'north').queue = { engine: 'smartqueue', name: 'north' };
};

/** Every limit of one value, with how a config comes to its border; or why no config can come beyond it. */
const HELD: Record<LimitName, { put: Put; path: string | RegExp; step?: number } | string> = {
  applicationName: { put: (c, n) => { c.application.name = 'a'.repeat(n); }, path: 'application.name' },
  renamedApplicationName: 'vox never renames an application',
  scenarioName: {
    put: (c, n) => {
      const name = 's'.repeat(n - '-center'.length);
      c.scenarios = { [name]: { file: 'scenarios/inbound.ts' } };
      c.rules = c.rules.map((rule) => ({ ...rule, scenario: name }));
    }, path: 'franchises.center',
  },
  scenarioScript: 'test/build holds it: the budget of a bundle is smaller, and a script as it is is measured',
  ruleName: { put: (c, n) => Object.assign(c.rules[0] ?? {}, { name: 'r'.repeat(n) }), path: 'rules[0].name' },
  rulePattern: { put: (c, n) => Object.assign(c.rules[0] ?? {}, { pattern: `74951234567|[${'1'.repeat(n - 14)}]` }), path: 'rules[0].pattern' },
  ruleExclude: { put: (c, n) => Object.assign(c.rules[0] ?? {}, { exclude: `[${'2'.repeat(n - 2)}]` }), path: 'rules[0].exclude' },
  userName: { put: (c, n) => { c.operators = renamedKey(c.operators, 'op1', 'o'.repeat(n)); }, path: /^operators\.o+$/ },
  userDisplayName: { put: (c, n) => Object.assign(c.operators['op1'] ?? {}, { displayName: 'Я'.repeat(n) }), path: 'operators.op1.displayName' },
  acdQueueName: { put: (c, n) => acd(c, { name: 'q'.repeat(n) }), path: 'franchises.north.queue.name' },
  acdQueuePriority: { put: (c, n) => acd(c, { acd: { priority: n } }), path: 'franchises.north.queue.acd.priority' },
  acdServiceProbability: { put: (c, n) => acd(c, { acd: { serviceProbability: n } }), path: 'franchises.north.queue.acd.serviceProbability', step: 0.1 },
  acdMaxQueueSize: { put: (c, n) => acd(c, { maxSize: n }), path: 'franchises.north.queue.maxSize' },
  acdMaxWaitMinutes: 'seconds that fit into a timer are fewer',
  acdAverageServiceSeconds: { put: (c, n) => acd(c, { acd: { averageServiceTimeSeconds: n } }), path: 'franchises.north.queue.acd.averageServiceTimeSeconds' },
  acdSkillName: { put: skill, path: /^skills\.s+$/ },
  sqQueueName: { put: (c, n) => smart(c, { name: 'q'.repeat(n) }), path: 'franchises.center.queue.name' },
  sqQueueDescription: { put: (c, n) => smart(c, { smartQueue: { description: 'd'.repeat(n) } }), path: 'franchises.center.queue.smartQueue.description' },
  sqQueuePriority: { put: (c, n) => smart(c, { smartQueue: { priority: n } }), path: 'franchises.center.queue.smartQueue.priority' },
  sqMaxQueueSize: { put: (c, n) => smart(c, { maxSize: n }), path: 'franchises.center.queue.maxSize' },
  sqMaxWaitSeconds: 'seconds that fit into a timer are fewer',
  sqSkillName: { put: (c, n) => { onlySmart(c); skill(c, n); }, path: /^skills\.s+$/ },
  sqSkillDescription: { put: (c, n) => { c.skills = { sales: { description: 'd'.repeat(n) } }; }, path: 'skills.sales.description' },
  sqSkillLevel: { put: (c, n) => Object.assign(c.operators['op1'] ?? {}, { skills: { sales: n } }), path: /^operators\.op1\.skills\.sales$/ },
  secretName: { put: (c, n) => { c.secrets = { ...c.secrets, ['S'.repeat(n)]: { fromEnv: 'VOX_DESK_KEY_1' } }; }, path: /^secrets\.S+$/ },
  secretValue: 'its value is no part of a config; C21 holds it',
};
const MOST_OF_PATTERNS: Partial<Record<LimitName, number>> = { applicationName: 65, userName: 50, secretName: 64 };

/** Paths of what is wrong in the sample of both engines, changed. */
function problems(change: (config: VoxConfig) => void): string[] {
  // Its franchises share one object of settings.
  const config = JSON.parse(JSON.stringify(sampleConfig(1))) as VoxConfig;
  change(config);
  try {
    checkConfig(config, 'voxfiles.config.ts');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.path);
    throw error;
  }
}

describe('C5 every limit of a value is known to the config', () => {
  const rows = Object.entries(HELD).flatMap(([name, row]) => (typeof row === 'string' ? [] : [[name as LimitName, row] as const]));

  test.each(rows)('C5 %s: its most is taken, one more is refused at its path', (name, { put, path: where, step = 1 }) => {
    const limit = VALUE_LIMITS[name];
    const most = limit.kind === 'pattern' ? MOST_OF_PATTERNS[name] ?? 0 : limit.most;
    expect(problems((config) => put(config, most))).toEqual([]);
    expect(problems((config) => put(config, most + step))).toEqual([typeof where === 'string' ? where : expect.stringMatching(where)]);
  });

  test('C5 the emulator has no limit of its own that this table does not know', () => {
    const folder = path.join(ROOT, 'emulator/management/methods');
    const own = readdirSync(folder).flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8').split('\n')
        .filter((line) => /(length|size|byteLength\([^)]*\)|value|level|priority|count|ttl)\b[^=;]*(>=?|<=?) *[\d_]{2,}|(MOST|LONGEST|LARGEST)_[A-Z_]+ = \d|\{\d+,\d+\}\$/.test(line))
        .map((line) => `${file}: ${line.trim()}`));
    // What is cut, and what a deploy never asks for.
    expect(own).toEqual(['secrets.ts: const LONGEST_DESCRIPTION = 200;', 'sessions.ts: const LONGEST_CUSTOM_DATA_BYTES = 200;']);
  });

  test.each([
    ['half of a character', 'Anna \ud83d'], ['a line break', 'Anna\nBoris'], ['an escape', 'Anna \u001b[31m'], ['nothing but spaces', ' \u00a0 '],
  ])('C5 a name with %s is refused', (_, name) => {
    expect(problems((config) => Object.assign(config.operators['op1'] ?? {}, { displayName: name }))).toEqual(['operators.op1.displayName']);
    expect(problems((config) => smart(config, { name }))).toEqual(['franchises.center.queue.name']);
  });

  test('C5 a display name is counted as the platform counts, whatever its characters', () => {
    const displayName = (text: string) => problems((config) => Object.assign(config.operators['op1'] ?? {}, { displayName: text }));
    expect([displayName('Я'.repeat(255)), displayName('😀'.repeat(127)), displayName('😀'.repeat(128))]).toEqual([[], [], ['operators.op1.displayName']]);
  });

  test('C5 two scenarios that would have one name are told apart', () => {
    const paths = problems((config) => {
      config.scenarios = { inbound: { file: 'a.ts' }, 'inbound-center': { file: 'b.ts', asIs: true } };
      config.rules = [...config.rules, { name: 'third', franchise: 'north', pattern: '7495', scenario: 'inbound-center' }];
    });
    expect(paths).toEqual(['rules[2]']);
  });

  test.each([['seconds to wait', (config: VoxConfig) => { franchise(config, 'center').call.maxWaitSeconds = 2_147_484; }],
    ['a limit of wrap-up', (config: VoxConfig) => { franchise(config, 'center').call.wrapUp = { limitSeconds: 10_000_000 }; }]])('C5 more %s than a timer holds', (_, change) => {
    expect(problems(change)).toHaveLength(1);
  });
});

describe('in the account', () => {
  let project: Project;
  beforeEach(async () => { project = await startProject(); });
  afterEach(() => project.server.close());
  const change = (edit: (config: VoxConfig) => void): void => {
    edit(project.config);
    project.save();
  };
  /** Users as another deploy, or another program, has made them. */
  const fillWithUsers = (applicationId: number, count: number): void => {
    for (let n = 0; n < count; n++) {
      const id = project.account.nextId();
      const [some] = project.account.users.values();
      if (some) project.account.users.set(id, { ...some, id, applicationId, name: `u${n}` });
    }
  };
  const applicationId = (name: string): number => [...project.account.applications.values()].find((row) => row.name === name)?.id ?? 0;
  async function refused(): Promise<string> {
    project.server.log.clear();
    const { code, stderr } = await project.run(deploy, { yes: true });
    expect([code, project.server.log.writes()]).toEqual([1, []]);
    expect(stderr).not.toMatch(/[Rr]un the same command again/);
    return stderr;
  }

  test('C5 an operator with six skills of SmartQueue, written or together with those of the account', async () => {
    const six = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
    change((config) => {
      config.skills = Object.fromEntries(['sales', ...six].map((name) => [name, {}]));
      Object.assign(config.operators['op1'] ?? {}, { skills: Object.fromEntries(six.map((name) => [name, 1])) });
    });
    expect(await refused()).toMatch(/operators\.op1\.skills: there are 6; the platform takes 5/);
    change((config) => Object.assign(config.operators['op1'] ?? {}, { skills: { a1: 1, a2: 1, a3: 1 } }));
    expect((await project.run(deploy)).code).toBe(0);
    change((config) => Object.assign(config.operators['op1'] ?? {}, { skills: { a4: 1, a5: 1, a6: 1 } }));
    expect(await refused()).toMatch(/skills of operator "op1": .*it would be 6, and the platform takes 5/);
  });

  test('C6 users beyond the account\'s limit are refused in the plan, those of other applications counted', async () => {
    expect((await project.run(deploy)).code).toBe(0);
    await project.client.Applications.addApplication({ applicationName: 'other' });
    fillWithUsers(applicationId('other'), 900);
    fillWithUsers(applicationId('calls'), 90);
    change((config) => { for (let n = 0; n < 7; n++) config.operators[`new${n}`] = { displayName: 'N', franchise: 'center' }; });
    expect((await project.run(plan)).code).toBe(2);
    change((config) => { config.operators['onemore'] = { displayName: 'N', franchise: 'center' }; });
    expect(await refused()).toMatch(/8 are to be made where 993 are already, 900 of them in other applications, and the platform takes 1000 users of the account\. Remedy: delete some/);
  });

  test('C6 more operators than an account takes are refused in the config', async () => {
    change((config) => { for (let n = 0; n <= COUNT_LIMITS.usersOfAccount; n++) config.operators[`user${n}`] = { displayName: 'N', franchise: 'center' }; });
    expect(await refused()).toMatch(/operators: there are 1004; the platform takes 1000/);
  });

  test('C6 where the limit is met all the same, nothing advises to repeat it', async () => {
    project.server.faults.add({ method: 'AddUser', fault: { kind: 'error', code: 109 } });
    const { code, stderr } = await project.run(deploy);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/error 109.*\nThe account has its 1000 users: delete users that nobody needs, .*Then deploy again/)]);
  });
});
