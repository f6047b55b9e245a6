import path from 'node:path';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { startProject } from '../apply/project';
import { run } from '../cli/command-context';
import { freshPgliteFolder } from '../desk/support/pglite-template';

async function project() {
  const started = await startProject({});
  onTestFinished(async () => {
    await started.server.close();
    rmSync(started.root, { recursive: true, force: true });
  });
  await started.client.Applications.addApplication({ applicationName: 'calls' });
  return started;
}

/** A sentence that names what was wrong, and never a fault of vox. */
async function refused(root: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stderr } = await run(args, { root, env });
  expect(stderr).not.toMatch(/fault of vox|\n\s+at /);
  expect(code).toBe(1);
  return stderr;
}

const erase = (...flags: readonly string[]) => ['customers', 'erase', '--yes', ...flags];

test('A37 a franchise, an environment or a number that is not there is named, by every command of the desk', async () => {
  const { root } = await project();
  expect(await refused(root, erase('--franchise', 'nope', '--number', '89161234567'))).toContain('There is no franchise "nope" in the config; it has: center');
  expect(await refused(root, erase('--franchise', 'toString', '--customer', 'c1'))).toContain('There is no franchise "toString"');
  expect(await refused(root, erase('--franchise', 'center', '--number', 'аноним'))).toContain('"аноним" is no telephone number.');
  for (const args of [erase('--franchise', 'center', '--customer', 'c1', '--env', 'nope'), ['outbox', 'drain', '--env', 'nope'], ['calls', 'reconcile', '--env', 'nope'], ['desk', '--env', 'nope']]) {
    expect(await refused(root, args)).toMatch(/environment "?nope"?/);
  }
}, 60_000);

test.each([
  ['mysql://desk@127.0.0.1/desk', 'begins with postgres://'],
  ['postgres://[', 'cannot be used (Invalid URL)'],
  ['postgres://desk:pass-word@127.0.0.1:1/desk', 'cannot be used (connect ECONNREFUSED 127.0.0.1:1)'],
  ['postgres://desk:pass-word@nowhere.invalid/desk', 'cannot be used (getaddrinfo'],
])('A37 DATABASE_URL=%s is told in a sentence, without its password', async (DATABASE_URL, sentence) => {
  const { root } = await project();
  for (const args of [erase('--franchise', 'center', '--number', '89161234567'), ['outbox', 'drain'], ['calls', 'reconcile']]) {
    const said = await refused(root, args, { DATABASE_URL });
    expect(said).toContain(sentence);
    expect(said).not.toContain('pass-word');
  }
}, 60_000);

test('A37 commands on the folder of a desk that runs say so; --json has it as a document', async () => {
  const { root } = await project();
  const folder = path.join(root, '.vox', 'desk');
  mkdirSync(path.dirname(folder), { recursive: true });
  renameSync(await freshPgliteFolder(), folder);
  const database = await openDatabase({ folder });
  onTestFinished(() => database.close());
  expect(await refused(root, erase('--franchise', 'center', '--number', '89161234567'))).toContain('Nothing was erased: The database folder');
  expect(await refused(root, ['outbox', 'drain'])).toContain("The desk's data cannot be used: The database folder");
  const { stdout } = await run(['calls', 'reconcile', '--json'], { root, env: {} });
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'mistake', message: expect.stringContaining('already open') as string } });
}, 60_000);
