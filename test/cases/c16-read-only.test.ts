import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startProject, type Project } from '../apply/project';
import { ROOT, type Ran } from '../cli/command-context';

let project: Project;
beforeAll(async () => {
  project = await startProject();
  await project.client.Applications.addApplication({ applicationName: 'other' });
  // Nothing of the project's is written any more, neither by its owner nor by one who may otherwise do all.
  chmodAll(project.root, 0o555);
});
afterAll(async () => {
  chmodAll(project.root, 0o755);
  await project.server.close();
});

function chmodAll(folder: string, mode: number): void {
  chmodSync(folder, mode);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(path.join(entry.parentPath, entry.name), mode);
  }
}

/** Whoever is root writes everywhere, unless this is taken away. */
const AS_MORTAL = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

function vox(args: readonly string[], { cwd = project.root, bin = path.join(ROOT, 'bin/vox.mjs'), env = {} } = {}): Promise<Ran> {
  const [command = '', ...rest] = [...AS_MORTAL, process.execPath, bin, ...args];
  const child = spawn(command, rest, { cwd, env: { ...process.env, ...project.env, ...env } });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => void (written.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (written.stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code as Ran['code'], ...written })));
}

describe('C16 in a read-only project', () => {
  test('C16 plan, status and build work', async () => {
    const [plan, status, build] = await Promise.all([vox(['plan']), vox(['status']), vox(['build', '--json'])]);
    expect([plan.code, plan.stdout, plan.stderr]).toEqual([2, expect.stringContaining('create rule center'), '']);
    expect([status.code, status.stderr]).toEqual([0, '']);
    expect([build.code, build.stderr]).toEqual([0, expect.stringContaining('.vox/bundles cannot be written')]);
    const { scenarios } = JSON.parse(build.stdout) as { scenarios: object[] };
    expect(scenarios[0]).toMatchObject({ name: 'inbound-center', file: null });
  });

  test('C16 deploy says what it needs, and a plan where it could not be written', async () => {
    project.server.log.clear();
    const [deploy, plan] = await Promise.all([vox(['deploy']), vox(['plan', '--out', 'plan.json'])]);
    expect([deploy.code, deploy.stderr]).toEqual([1, expect.stringMatching(/keeps its lock, its state and the releases to go back to in .*\/\.vox\/local, which cannot be written \(EACCES\)\. Nothing was written\./)]);
    expect([plan.code, plan.stderr]).toEqual([1, expect.stringMatching(/The plan could not be written to .*plan\.json \(EACCES\)\. Give --out a file/)]);
    expect(project.server.log.writes()).toEqual([]);
  });

  test('C16 what no command is ready for is a sentence too', async () => {
    const { code, stderr } = await vox(['import', '--application', 'other']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: \/.* may not be read or written by this user \(EACCES\)\. What vox writes lies in \.vox,.*\n$/)]);
  });
});

test('C16 vox itself starts from a checkout in which it cannot keep what it compiles', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'vox-home-'));
  onTestFinished(() => {
    chmodAll(root, 0o755);
    rmSync(root, { recursive: true });
  });
  for (const folder of ['bin', 'scripts', 'node_modules']) mkdirSync(path.join(root, folder));
  cpSync(path.join(ROOT, 'bin/vox.mjs'), path.join(root, 'bin/vox.mjs'));
  for (const name of ['esbuild', '@esbuild', 'commander']) symlinkSync(path.join(ROOT, 'node_modules', name), path.join(root, 'node_modules', name));
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ dependencies: { commander: '1.0.0' } }));
  writeFileSync(path.join(root, 'scripts/vox.ts'), `import { Command } from 'commander';\nconst said: string = new Command('started').name();\nconsole.log(said);`);
  chmodAll(root, 0o555);
  const env = { TMPDIR: mkdtempSync(path.join(tmpdir(), 'vox-tmp-')) };
  const { code, stdout, stderr } = await vox([], { bin: path.join(root, 'bin/vox.mjs'), cwd: root, env });
  expect({ code, stdout, stderr, left: readdirSync(env.TMPDIR) }).toEqual({ code: 0, stdout: 'started\n', stderr: '', left: [] });
});
