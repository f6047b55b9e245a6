import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { freshPgliteFolder } from '../desk/support/pglite-template';

/** Whatever a folder holds that others than its owner may look into. */
function openToOthers(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = [folder, ...entries.map(({ parentPath, name }) => path.join(parentPath, name))];
  expect(files.length).toBeGreaterThan(100);
  return files.flatMap((file) => {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
    return (mode & 0o077) === 0 ? [] : [`${file} ${(mode & 0o777).toString(8)}`];
  });
}

/** What is made meanwhile is open to everybody unless it is closed. */
function withoutUmask(): void {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
}

test('A30 a new database is its owner\'s alone, with what it makes while it runs, whatever the umask', async () => {
  withoutUmask();
  const parent = mkdtempSync(path.join(tmpdir(), 'desk-private-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = path.join(parent, '.vox', 'desk');
  const database = await openDatabase({ folder });
  await database.query('create table made_later as select generate_series(1, 50000) as n');
  expect(openToOthers(folder)).toEqual([]);
  expect(statSync(path.join(parent, '.vox')).mode & 0o777).toBe(0o700);
  await database.close();
  expect(openToOthers(folder)).toEqual([]);
});

test('A30 a database that was made earlier, open to others, is closed to them', async () => {
  withoutUmask();
  const folder = await freshPgliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const { parentPath, name } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(parentPath, name);
    chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o666);
  }
  chmodSync(folder, 0o755);
  const database = await openDatabase({ folder });
  expect(openToOthers(folder)).toEqual([]);
  await database.close();
});

test('A30 what a command leaves behind is its owner\'s alone', async () => {
  const project = mkdtempSync(path.join(tmpdir(), 'vox-private-'));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  const root = path.resolve(import.meta.dirname, '../..');
  for (const name of ['voxfiles.config.ts', 'scenarios', 'contracts', 'rules', 'node_modules', 'package.json']) symlinkSync(path.join(root, name), path.join(project, name));
  execFileSync('sh', ['-c', `umask 000; exec ${process.execPath} ${path.join(root, 'bin/vox.mjs')} build`], { cwd: project, stdio: 'ignore' });
  const left = readdirSync(path.join(project, '.vox'), { recursive: true, encoding: 'utf8' });
  expect(left.length).toBeGreaterThan(2);
  expect(left.filter((name) => (statSync(path.join(project, '.vox', name)).mode & 0o077) !== 0)).toEqual([]);
});
