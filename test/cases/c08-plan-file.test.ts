import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { fingerprintOf } from '../../scripts/plan/actual';
import type { Step } from '../../scripts/plan/plan';
import { startProject, type Project } from '../apply/project';
import { run, type Ran } from '../cli/command-context';

interface Content { version: number; environment: string; account: number; steps: Step[]; digest: string; madeFrom: object }

let project: Project;
let file: string;
beforeEach(async () => {
  project = await startProject();
  file = path.join(project.root, 'reviewed.json');
});
afterEach(() => project.server.close());

const vox = (args: readonly string[], root = project.root): Promise<Ran> => run(args, { root, env: project.env });
const users = (): string[] => [...project.account.users.values()].map(({ name, displayName }) => `${name} ${displayName}`).sort();
const change = (edit: (config: Project['config']) => void): void => {
  edit(project.config);
  project.save();
};

/** An account as the config says; then one operator goes, one is renamed, one comes: a plan of three kinds of steps. */
async function planOfThree(): Promise<void> {
  change((config) => { config.ownership = { operators: 'manage' }; });
  expect(await vox(['deploy', '--yes'])).toMatchObject({ code: 0 });
  change((config) => {
    delete config.operators['op2'];
    Object.assign(config.operators['op1'] ?? {}, { displayName: 'Anna B.' });
    config.operators['op4'] = { displayName: 'Olga', franchise: 'center' };
  });
  expect(await vox(['plan', '--out', 'reviewed.json'])).toMatchObject({ code: 2 });
}

/** What a person with an editor does; `sealed`, with the digest that belongs to it. */
function edit(make: (content: Content) => void, { sealed = false } = {}): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Content;
  make(content);
  const { digest: _digest, ...others } = content;
  writeFileSync(file, JSON.stringify(sealed ? { ...others, digest: fingerprintOf(others) } : content));
}

async function refused(): Promise<string> {
  const before = users();
  project.server.log.clear();
  const { code, stderr } = await vox(['deploy', '--plan', 'reviewed.json', '--yes']);
  expect([code, users(), project.server.log.writes()]).toEqual([1, before, []]);
  expect(stderr).toContain('Nothing was written');
  expect(stderr).not.toContain('fault of vox');
  return stderr;
}

describe('C8 exactly the steps of the file are applied, or none', () => {
  test('C8 as it was made', async () => {
    await planOfThree();
    expect(await vox(['deploy', '--plan', 'reviewed.json', '--yes'])).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') as string });
    expect(users()).toEqual(['op1 Anna B.', 'op3 Vera', 'op4 Olga']);
  });

  test('C8 without one of its steps it is refused with what differs, whether its digest was made to fit or not', async () => {
    await planOfThree();
    const whole = readFileSync(file);
    const takeOut = ({ steps }: Content) => void steps.splice(steps.findIndex(({ id }) => id === 'operator.delete.op2'), 1);
    edit(takeOut);
    expect(await refused()).toMatch(/was edited after it was made[^]*only now: delete operator "op2"/);
    writeFileSync(file, whole);
    edit(takeOut, { sealed: true });
    expect(await refused()).toMatch(/only now: delete operator "op2"/);
    writeFileSync(file, whole);
    edit(({ steps }) => Object.assign(steps.find(({ id }) => id === 'operator.update.op1')?.after ?? {}, { displayName: 'X' }), { sealed: true });
    expect(await refused()).toMatch(/update operator "op1": displayName "Anna" → "X" in the file, "Anna" → "Anna B\." now/);
  });

  test('C8 what is no whole plan of this version is named', async () => {
    await vox(['plan', '--out', 'reviewed.json']);
    const whole = readFileSync(file, 'utf8');
    const said = async (make: () => void): Promise<string> => {
      writeFileSync(file, whole);
      make();
      const { code, stderr } = await vox(['deploy', '--plan', 'reviewed.json', '--yes']);
      expect([code, stderr.includes('fault of vox')]).toEqual([1, false]);
      return stderr;
    };
    expect(await said(() => truncateSync(file, whole.length - 40))).toMatch(/is not JSON, or only a part of it/);
    expect(await said(() => edit((content) => { content.version = 1; }))).toMatch(/is a plan of version 1; this vox makes and applies version 2/);
    const document = (await vox(['plan', '--json'])).stdout;
    expect(await said(() => writeFileSync(file, document))).toMatch(/"madeFrom" is missing.*vox plan --out/);
  });

  test('C8 a plan of another environment, of another account, and of none', async () => {
    await vox(['plan', '--out', 'reviewed.json']);
    expect((await vox(['deploy', '--plan', 'reviewed.json', '--env', 'staging'])).stderr).toMatch(/made for environment "local", not "staging"/);
    edit((content) => { content.account = 4000002; }, { sealed: true });
    expect(await refused()).toMatch(/made for account 4000002, not 4000001/);
    expect((await vox(['plan', '--offline', '--out', 'reviewed.json'])).code).toBe(2);
    expect(await refused()).toMatch(/it is an offline plan/);
  });

  test('C8 a plan that fetched every script is compared with one that does', async () => {
    expect(await vox(['deploy', '--yes'])).toMatchObject({ code: 0 });
    // An edit within the second of our own write: only --full sees it.
    const row = [...project.account.scenarios.values()].find(({ name }) => name === 'inbound-center');
    Object.assign(row ?? {}, { script: 'by hand' });
    expect(await vox(['plan', '--full', '--out', 'reviewed.json'])).toMatchObject({ code: 2 });
    expect(await vox(['deploy', '--plan', 'reviewed.json'])).toMatchObject({ code: 0 });
    expect(row?.script).not.toBe('by hand');
  });
});

/** The same sources elsewhere, as a continuous integration has them: without what earlier deploys left. */
function otherCheckout(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'vox-checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(project.root, root, { recursive: true });
  forgetDeploys(root);
  return root;
}

function forgetDeploys(root: string): void {
  for (const name of ['local/state.json', 'local/releases', 'bundles']) rmSync(path.join(root, '.vox', name), { recursive: true, force: true });
}

describe('C9 a plan applies from another checkout', () => {
  test('C9 where there is no state, with the state that it was made from', async () => {
    await planOfThree();
    const root = otherCheckout();
    expect(await vox(['deploy', '--plan', 'reviewed.json', '--yes'], root)).toMatchObject({ code: 0 });
    expect(users()).toEqual(['op1 Anna B.', 'op3 Vera', 'op4 Olga']);
    expect(await vox(['plan'], root)).toMatchObject({ code: 0 });
  });

  test('C9 made where there is no state, applied where there is one', async () => {
    await planOfThree();
    const root = otherCheckout();
    const before = users();
    expect(await vox(['plan', '--out', 'reviewed.json'], root)).toMatchObject({ code: 2 });
    // Without a state nothing is removed, since nobody knows that it is ours; with one the plan removes op2.
    const { code, stderr } = await vox(['deploy', '--plan', path.join(root, 'reviewed.json'), '--yes']);
    expect([code, stderr, users()]).toEqual([1, expect.stringMatching(/delete operator "op2"/), before]);
  });

  test('C9 where another state leads to other steps, both are named', async () => {
    await planOfThree();
    const states = path.join(project.root, '.vox/local/state.json');
    const state = JSON.parse(readFileSync(states, 'utf8')) as { release: string; items: { name: string; fields: object }[] };
    Object.assign(state.items.find(({ name }) => name === 'op3')?.fields ?? {}, { password: 'hmac:0000000000000000' });
    writeFileSync(states, JSON.stringify({ ...state, release: '20260101-000000-000' }));
    const said = await refused();
    expect(said).toMatch(/made for the state after release \d{8}-\d{6}-\d{3}; here the state after release 20260101-000000-000\./);
    expect(said).toMatch(/only now: update operator "op3"/);
  });
});

describe('C10 without a state', () => {
  test('C10 a plan of an unchanged account has nothing to do, however often', async () => {
    expect(await vox(['deploy', '--yes'])).toMatchObject({ code: 0 });
    forgetDeploys(project.root);
    for (let n = 0; n < 2; n++) expect(await vox(['plan'])).toMatchObject({ code: 0 });
    expect((await vox(['plan', '--json', '--full'])).stderr).toContain('passwords');
  });

  test('C10 a deploy takes the account over, and from then on a new password is seen', async () => {
    expect(await vox(['deploy', '--yes'])).toMatchObject({ code: 0 });
    rmSync(path.join(project.root, '.vox/local/state.json'));
    expect(await vox(['deploy'])).toMatchObject({ code: 0 });
    change((config) => Object.assign(config.operators['op1'] ?? {}, { passwordVersion: 2 }));
    expect(JSON.parse((await vox(['plan', '--json'])).stdout)).toMatchObject({ steps: [{ id: 'operator.update.op1' }] });
  });

  test('C10 one who is new to a known account gets a password, though somebody made the user by hand', async () => {
    expect(await vox(['deploy', '--yes'])).toMatchObject({ code: 0 });
    change((config) => { config.operators['op4'] = { displayName: 'Olga', franchise: 'center' }; });
    await project.client.Users.addUser({ userName: 'op4', userDisplayName: 'Olga', userPassword: 'Passw0rd!', applicationName: 'calls' });
    const { steps } = JSON.parse((await vox(['plan', '--json'])).stdout) as { steps: Step[] };
    expect(steps.find(({ id }) => id === 'operator.update.op4')?.after).toHaveProperty('password');
  });
});
