import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const long = (...args: string[]) => spawnSync(process.execPath, ['test/long/run.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

/** A project whose test command fails in its second run, in one test. */
function createProject(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'long-'));
  mkdirSync(path.join(root, 'test'));
  writeFileSync(path.join(root, 'test', 'run.mjs'), `
    import { existsSync, writeFileSync } from 'node:fs';
    const failed = existsSync('ran') ? ['a.test.ts: rings'] : [];
    writeFileSync('ran', '');
    writeFileSync(process.env.VOX_TEST_RESULT, JSON.stringify({ passed: 7, failed: failed.length, names: failed }));
    console.log(process.argv.slice(2));`);
  return root;
}

test('again says of each run how it went, and what failed how often', () => {
  const root = createProject();
  const url = pathToFileURL(path.join(ROOT, 'test/long/again.mjs')).href;
  const code = `const { again } = await import(${JSON.stringify(url)}); process.exitCode = await again(process.cwd(), ['3', '--load', 'test/a']);`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/run 1 of 3: 7 passed, 0 failed, \d+ s; \.vox\/long\/again-1\.log\nrun 2 of 3: 7 passed, 1 failed/);
  expect(stdout).toContain('1 of 3 runs without a failure, every core kept busy\n2 × a.test.ts: rings (run 2, 3)');
  expect(status).toBe(1);
});

test('without a name, or by an unknown one, the names are listed', () => {
  expect(long()).toMatchObject({ status: 0, stdout: expect.stringContaining('again N [--load]') as string });
  expect(long('nope')).toMatchObject({ status: 1, stderr: expect.stringContaining('nothing long called nope') as string });
});

test('every entry names tests that exist', async () => {
  const { LONG } = (await import(pathToFileURL(path.join(ROOT, 'test/long/table.mjs')).href)) as
    { LONG: Record<string, { what: string; tests?: string[] }> };
  const missing = Object.values(LONG).flatMap(({ tests = [] }) => tests).filter((file) => !existsSync(path.join(ROOT, file)));
  expect(missing).toEqual([]);
});
