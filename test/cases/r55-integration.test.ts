import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AccountStatus } from '../../contracts/desk-integration';
import { openManagement } from '../../scripts/cloud/management';
import { emulatorAddressFile } from '../../scripts/cloud/target';
import { deploy } from '../../scripts/commands/deploy';
import { doctor } from '../../scripts/commands/doctor';
import { deskAccount } from '../../scripts/desk/desk-account';
import { startDeployWorld, type DeployWorld } from '../apply/world';
import { startProject } from '../apply/project';
import { onPglite } from '../desk/support/databases';
import { createWorld } from '../desk/support/world';

const NUMBER = '+74951234567';

/** As `vox desk` asks its account: the vendor's client over TLS, what was deployed from this folder. */
function asking(world: DeployWorld): () => Promise<AccountStatus> {
  const { root, config, environment, target } = world.input();
  const management = openManagement({ target, credentials: world.credentials, now: () => Date.now() });
  onTestFinished(() => management.close());
  return deskAccount({ management, account: world.credentials.account_id, root, config, environment: environment.name, now: () => Date.now() }).askAccount;
}

describe('R55 the account says whether a number is live', () => {
  let world: DeployWorld;
  beforeEach(async () => { world = await startDeployWorld(); });
  afterEach(() => world.server.close());
  const numberRow = () => [...world.account.phoneNumbers.values()].find(({ number }) => `+${number}` === NUMBER) ?? expect.fail();
  const applicationId = () => [...world.account.applications.values()][0]?.id ?? expect.fail();

  test('after a deploy: live, with the next charge and the balance', async () => {
    await world.deploy();
    Object.assign(numberRow(), { price: 290 });
    const { money, numbers } = await asking(world)();
    expect(money).toEqual({ balance: 1000, currency: 'RUR', frozen: false });
    expect(numbers[NUMBER]).toEqual({ trouble: null, nextCharge: { on: expect.stringMatching(/^\d{4}-\d\d-01$/) as string, amount: 290 } });
  });

  test('before the first deploy: bound to nothing', async () => {
    expect((await asking(world)()).numbers[NUMBER]?.trouble).toBe('unbound');
  });

  test.each<[string, () => unknown]>([
    ['account-frozen', () => Object.assign(world.account, { frozen: true })],
    ['not-rented', () => world.account.phoneNumbers.delete(numberRow().id)],
    ['canceled', () => Object.assign(numberRow(), { canceled: true })],
    ['frozen', () => Object.assign(numberRow(), { deactivated: true })],
    ['unverified', () => Object.assign(numberRow(), { canBeUsed: false })],
    ['unbound', () => Object.assign(numberRow(), { applicationId: null, ruleId: null })],
    ['elsewhere', () => Object.assign(numberRow(), { ruleId: null })],
    ['no-scenario', () => [...world.account.rules.values()].forEach((row) => Object.assign(row, { scenarioIds: [] }))],
    ['changed', () => [...world.account.scenarios.values()].forEach((row) => Object.assign(row, { script: 'x', modifiedMs: row.modifiedMs + 60_000 }))],
  ])('%s, and well again where it is put right', async (trouble, spoil) => {
    await world.deploy();
    const ask = asking(world);
    expect((await ask()).numbers[NUMBER]?.trouble).toBeNull();
    spoil();
    expect((await ask()).numbers[NUMBER]?.trouble).toBe(trouble);
  });

  test('a scenario that was written anew with the same text is in place', async () => {
    await world.deploy();
    for (const row of world.account.scenarios.values()) row.modifiedMs += 60_000;
    expect((await asking(world)()).numbers[NUMBER]?.trouble).toBeNull();
  });

  test('of an application of somebody else nothing counts', async () => {
    await world.deploy();
    Object.assign(world.account.applications.get(applicationId()) ?? {}, { name: 'renamed' });
    expect((await asking(world)()).numbers[NUMBER]?.trouble).toBe('elsewhere');
  });
});

const STATUS: AccountStatus = {
  money: { balance: 12.5, currency: 'USD', frozen: false },
  numbers: {
    [NUMBER]: { trouble: null, nextCharge: { on: '2026-04-01', amount: 3 } },
    '+78121234567': { trouble: 'frozen', nextCharge: { on: '2026-03-15', amount: 9 } },
  },
};

onPglite(({ open }) => {
  test('R55 the account is asked once for all pages, and its word is told with its age', async () => {
    let asked = 0;
    const world = await createWorld(await open(), { askAccount: async () => { asked += 1; return STATUS; } });
    const [page, chief] = await Promise.all([world.signIn('op1'), world.signIn('chief1')]);
    const [first] = await Promise.all([page.ask('GET /api/integration'), chief.ask('GET /api/integration')]);
    expect(first.body).toEqual({ numbers: [{ number: NUMBER, live: 'yes', why: null, lastCallAt: null }], askedMsAgo: 0, trouble: null, account: null });
    world.clock.advance(20_000);
    expect((await page.ask('GET /api/integration')).body.askedMsAgo).toBe(20_000);
    expect(asked).toBe(1);
    world.clock.advance(10_000);
    expect((await page.ask('GET /api/integration')).body.askedMsAgo).toBe(0);
    expect(asked).toBe(2);
  });

  test('R55 what it costs is told to supervisors, of their own numbers', async () => {
    const world = await createWorld(await open(), { askAccount: async () => STATUS });
    const { body } = await (await world.signIn('chief1')).ask('GET /api/integration');
    expect(body.account).toEqual({ balance: 12.5, currency: 'USD', frozen: false, nextCharge: { on: '2026-04-01', amount: 3 } });
    const other = await (await world.signIn('chief2')).ask('GET /api/integration');
    expect(other.body.numbers[0]).toMatchObject({ live: 'no', why: 'frozen' });
    expect(other.body.account?.nextCharge).toEqual({ on: '2026-03-15', amount: 9 });
  });

  test('R55 an account that fails, or says nothing, leaves the last word with its age', async () => {
    let answer: () => Promise<AccountStatus> = async () => STATUS;
    const world = await createWorld(await open(), { askAccount: () => answer() });
    const page = await world.signIn('op1');
    await page.ask('GET /api/integration');
    world.clock.advance(60_000);
    answer = async () => { throw new Error('GetAccountInfo for the account failed: HTTP 500'); };
    expect((await page.ask('GET /api/integration')).body).toMatchObject({ numbers: [{ live: 'yes' }], askedMsAgo: 60_000, trouble: 'no-answer' });
    expect((await page.ask('GET /api/integration')).body.trouble).toBe('no-answer');
    expect(world.logged().split('the account did not say')).toHaveLength(2);
    answer = () => new Promise(() => undefined);
    const told: unknown[] = [];
    void page.ask('GET /api/integration').then(({ body }) => told.push(body.trouble));
    await expect.poll(() => {
      world.clock.advance(1_000);
      return told;
    }).toEqual(['no-answer']);
  });

  test('R55 a desk without a key says that it does not know', async () => {
    const world = await createWorld(await open());
    expect((await (await world.signIn('chief1')).ask('GET /api/integration')).body).toEqual({
      numbers: [{ number: NUMBER, live: 'unknown', why: null, lastCallAt: null }], askedMsAgo: null, trouble: 'no-access', account: null });
  });
});

test('R55 vox doctor finds the desk where the emulator leads its name to', async () => {
  const project = await startProject();
  onTestFinished(() => project.server.close());
  const desk = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => { desk.close(); });
  Object.assign(project.config.environments['local'] ?? {}, { deskUrl: 'http://desk.localhost' });
  project.save();
  await project.run(deploy);
  const file = emulatorAddressFile(project.root, 'local');
  const address = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(path.resolve(file), JSON.stringify({ ...address, desk: `http://127.0.0.1:${(desk.address() as AddressInfo).port}` }));
  const { code, stdout } = await project.run(doctor);
  expect(stdout).toMatch(/desk: http:\/\/desk\.localhost answers \(HTTP 404, here at http:\/\/127\.0\.0\.1:\d+\)/);
  expect([code, stdout.includes('FAIL')]).toEqual([0, false]);
});
