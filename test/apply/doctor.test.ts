import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccount } from '../../emulator/account/account';
import { RealClock } from '../../emulator/clock/real-clock';
import { createCloud } from '../../emulator/create-cloud';
import { localCertificate } from '../../emulator/management/certificate';
import { openAccessServer } from '../../emulator/platform/access-server';
import { loopbackWire } from '../../emulator/platform/http/loopback-wire';
import { readSwitchFile, SWITCH_ROWS, type SwitchName, type Switches } from '../../emulator/switches';
import { BY_HAND } from '../../scripts/apply/doctor/by-hand';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { importAccount } from '../../scripts/commands/import';
import { plan } from '../../scripts/commands/plan';
import { startProject, type Project } from './project';

const PROBED: readonly SwitchName[] = [
  'httpRequestOnStart', 'systemErrorFlag', 'unhandledRejection', 'customDataBytes', 'customDataOver', 'modulesBeforeRequire', 'deadCall',
  'accessReply', 'accessDead', 'textEncoding', 'unknownQueue', 'cancelBeforeVerdict', 'sqRefusal', 'sqPriority', 'handleCallsDefault',
  'holdCallsDefault',
];

interface Found { name: string; ok: boolean; why: string; fix: string }

describe('doctor', () => {
  let project: Project;
  beforeEach(async () => { project = await startProject(); });
  afterEach(() => project.server.close());

  const failures = async (): Promise<string[]> =>
    ((await project.run(doctor, { json: true })).json['checks'] as Found[]).filter(({ ok }) => !ok).map(({ name, why }) => `${name}: ${why}`);

  test('finds nothing after a deploy', async () => {
    await project.run(deploy);
    expect([await failures(), (await project.run(doctor)).code]).toEqual([[], 0]);
  });

  test('says before the first deploy that there is no application', async () => {
    expect(await failures()).toEqual(['role: the account has no application "calls" yet']);
  });

  const rows: [string, () => unknown, RegExp][] = [
    ['a number that leads nowhere', () => [...project.account.phoneNumbers.values()].forEach((row) => Object.assign(row, { applicationId: null, ruleId: null })), /number 74951234567: leads nowhere: callers hear busy/],
    ['a missing secret', () => project.account.secrets.clear(), /secret VOX_DESK_KEY_1: missing/],
    ['a queue without operators', () => [...project.account.users.values()].forEach((row) => Object.assign(row, { handleCalls: false })), /queue center: has no operator who takes calls/],
    ['other code than built, in the same second', () => [...project.account.scenarios.values()].forEach((row) => Object.assign(row, { script: 'x' })), /code: other than built: scenario\.update\.inbound-center/],
    ['a deleted key', () => project.account.keys.clear(), /credentials: GetAccountInfo for the account failed: the cloud answered error 100/],
  ];
  test.each(rows)('finds %s', async (_name, spoil, said) => {
    await project.run(deploy);
    spoil();
    expect((await failures()).join('\n')).toMatch(said);
  });

  test('finds a desk that does not answer, and one with a certificate of nobody', async () => {
    await project.run(deploy);
    Object.assign(project.config.environments['local'] ?? {}, { deskUrl: 'https://127.0.0.1:1' });
    project.save();
    expect((await failures()).join('\n')).toMatch(/desk: https:\/\/127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/);
  });
});

describe('doctor --probe', () => {
  // Of every switch one of the two has the default.
  const settings: Partial<Switches>[] = [
    {
      unhandledRejection: 'ignored', customDataBytes: '2000', modulesBeforeRequire: 'present', accessReply: 'text', httpRequestOnStart: 'yes',
      sqPriority: 'smaller-first', sqRefusal: 'Error', unknownQueue: 'offline', handleCallsDefault: 'false',
    },
    {
      customDataOver: 'truncate', textEncoding: 'latin-1', accessDead: 'refused', deadCall: 'throw', systemErrorFlag: 'absent',
      cancelBeforeVerdict: 'ignored', unknownQueue: 'throw', holdCallsDefault: 'true',
    },
  ];
  test.each(settings)('answers the switches as the cloud has them: %o', async (switches) => {
    const certificate = await localCertificate();
    const cloud = createCloud({
      rows: createAccount({ phoneNumbers: ['74951234567', '74957654321'] }), clock: new RealClock(), switches, wire: loopbackWire(),
    });
    const access = await openAccessServer({ cloud, certificate });
    const project = await startProject({ account: cloud.rows, clock: cloud.clock, platform: cloud.platformView(), certificate });
    const { json, stderr } = await project.run(doctor, { json: true, probe: true });
    const { switches: probed, file } = json['probe'] as { switches: Record<string, string>; file: string };
    // Where nothing is longer than allowed, nothing shows what would happen to it.
    const shown = cloud.switches.customDataBytes === '2000' ? PROBED.filter((name) => name !== 'customDataOver') : PROBED;
    expect({ stderr, probed }).toEqual({ stderr: '', probed: Object.fromEntries(shown.map((name) => [name, cloud.switches[name]])) });
    expect(readSwitchFile(path.join(project.root, file))).toEqual(probed);
    const { applications, scenarios, rules, users, sqQueues, acdQueues } = cloud.rows;
    expect([applications, scenarios, rules, users, sqQueues, acdQueues].map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0]);
    cloud.close();
    await Promise.all([access.close(), project.server.close()]);
  }, 90_000);

  test('every switch is probed, or said how to find it out by hand', () => {
    expect([...PROBED, ...BY_HAND.flatMap(({ switches }) => switches)].sort()).toEqual(SWITCH_ROWS.map(({ name }) => name).sort());
  });
});

test('import writes a config with which a plan has nothing to do, and it can be changed and deployed from there', async () => {
  const project = await startProject();
  await project.run(deploy);
  const { stdout } = await project.run(importAccount, { application: 'calls' });
  expect(stdout).toMatch(/wrote scenarios\/inbound-center\.js\nwrote scenarios\/inbound-north\.js\nwrote voxfiles\.config\.imported\.ts/);
  const { json } = await project.run(importAccount, { json: true, application: 'calls' });
  const { config } = json as { config: Project['config'] };
  expect(config).toMatchObject({
    application: { name: 'calls', secureRecordStorage: true },
    rules: [{ name: 'center', pattern: '74951234567', scenario: 'inbound-center' }, { name: 'north' }],
    franchises: { center: { numbers: ['74951234567'], queue: { engine: 'smartqueue', name: 'center' } }, north: { queue: { engine: 'acd' } } },
    operators: { op1: { displayName: 'Anna', franchise: 'center', skills: { sales: 3 } }, op3: { franchise: 'north', skills: { sales: 1 } } },
    secrets: { VOX_DESK_KEY_1: { fromEnv: 'VOX_DESK_KEY_1' } },
  });
  expect(config.environments['production']?.account).toBe(project.credentials.account_id);
  // Somebody else's project: neither our state nor our key for the operators.
  const { local } = project.config.environments;
  Object.assign(project.config, config, { environments: { local } });
  Object.assign(project.env, { OPERATOR_KEY: undefined });
  rmSync(path.join(project.root, '.vox/local/state.json'));
  project.save();
  const planned = await project.run(plan);
  expect([planned.stderr, planned.code, planned.stdout]).toEqual([expect.stringContaining('There is no state of "local" here'), 0, expect.stringContaining('Nothing to do')]);
  writeFileSync(path.join(project.root, 'scenarios/inbound-center.js'), 'Logger.write("new");');
  expect((await project.run(plan)).stdout).toMatch(/~ update scenario inbound-center/);
  expect((await project.run(deploy)).code).toBe(0);
  expect([...project.account.scenarios.values()].map(({ script }) => script)).toContain('Logger.write("new");');
  await project.server.close();
});
