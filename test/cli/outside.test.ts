import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/free-port';
import { ROOT } from './command-context';

/** A project that has this one among its packages, as npm installs them: all beside each other. HOME is empty. */
function projectOutside(): { root: string; bin: string; env: NodeJS.ProcessEnv } {
  const root = mkdtempSync(path.join(tmpdir(), 'vox снаружи '));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [home, packages] = [path.join(root, 'home'), path.join(root, 'node_modules')];
  for (const folder of [home, packages]) mkdirSync(folder);
  const env = { PATH: process.env['PATH'], HOME: home };
  const [{ filename, name }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', root], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as [{ filename: string; name: string }];
  execFileSync('tar', ['-xzf', filename], { cwd: root });
  const own = path.join(packages, name);
  cpSync(path.join(root, 'package'), own, { recursive: true });
  for (const one of readdirSync(path.join(ROOT, 'node_modules'))) {
    if (!one.startsWith('.')) symlinkSync(path.join(ROOT, 'node_modules', one), path.join(packages, one));
  }
  const config = readFileSync(path.join(own, 'voxfiles.config.ts'), 'utf8');
  writeFileSync(path.join(root, 'voxfiles.config.ts'), config.replace('./contracts/config', `${name}/contracts/config`).replaceAll("'scenarios/", `'node_modules/${name}/scenarios/`));
  mkdirSync(path.join(root, 'rules'));
  writeFileSync(path.join(root, 'rules/index.ts'), readFileSync(path.join(own, 'rules/index.ts'), 'utf8').replace('../contracts/config', `${name}/contracts/config`));
  return { root, bin: path.join(own, 'bin/vox.mjs'), env };
}

test('from a project of somebody’s own, with this one packed and installed: a call is played, and vox dev comes up', async () => {
  const { root, bin, env } = projectOutside();
  const dialled = execFileSync(process.execPath, [bin, 'dial'], { cwd: root, env }).toString();
  expect(dialled).toContain('completed (talk), op1 answered');

  const child = spawn(process.execPath, [bin, 'dev', '--no-open', '--port', String(await freePort())], { cwd: root, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  await expect.poll(() => said, { timeout: 120_000, interval: 200 }).toContain('One call, as it happens');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
}, 180_000);
