import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { LoggedRequest } from '../../emulator/management/request-log';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { ROOT } from '../cli/command-context';
import { changeEverything } from './change-everything';
import { breachesOfLog, liveRulesOf, type LiveRules } from './live-rules-of-log';
import { startProject, type Project } from './project';

/**
 * A SIGKILL of a real `vox deploy` at its writes: of the first before it is
 * executed, of the second after, and so on. Each point takes two processes, so
 * only each fifth is tried (an odd share, so that both kinds are in it); all of
 * them by `KILL_POINTS=all npx vitest run test/apply/kill-process.test.ts`.
 */
const EACH = process.env['KILL_POINTS'] === 'all' ? 1 : 5;

let project: Project;
let before: LiveRules;
const hooks: { beforeWrite: () => boolean; afterWrite: () => void } = { beforeWrite: () => true, afterWrite: () => undefined };
afterEach(() => project.server.close());

/** Deployed once, then changed in everything; the log begins here. */
async function prepare(): Promise<void> {
  Object.assign(hooks, { beforeWrite: () => true, afterWrite: () => undefined });
  project = await startProject({ beforeWrite: () => hooks.beforeWrite(), afterWrite: (_entry: LoggedRequest) => hooks.afterWrite() });
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  changeEverything(project.config);
  project.save();
  for (const name of ['inbound', 'other']) writeFileSync(path.join(project.root, `scenarios/${name}.ts`), scenario(name));
  before = liveRulesOf(project.account);
  project.server.log.clear();
}

const scenario = (name: string): string =>
  `import settings from 'vox:settings';\nVoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.reject(settings.franchise === '${name}' ? 486 : 404));\n`;

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** `node bin/vox.mjs deploy` in the project's folder, down to its end. */
async function deployInProcess(begun: (kill: () => void) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(ROOT, 'bin/vox.mjs'), 'deploy', '--yes', '--json'], {
    cwd: project.root, env: { ...process.env, ...project.env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => void (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said.stderr += chunk.toString()));
  begun(() => void child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
}

/** Kills at the n-th write, counted from 1: an odd one is never executed, an even one is and its answer never read. */
function killAt(n: number): (kill: () => void) => void {
  let writes = 0;
  const isDue = (): boolean => (writes += 1) === n;
  return (kill) => {
    if (n % 2 === 0) hooks.afterWrite = () => void (isDue() && kill());
    else {
      hooks.beforeWrite = () => {
        if (!isDue()) return true;
        kill();
        return false;
      };
    }
  };
}

/** R48 over all that was written since the change; the replay must end where the account stands. */
function expectLiveRulesHeld(): void {
  const live = before;
  expect(breachesOfLog(live, project.server.log.entries)).toEqual([]);
  expect(live).toEqual(liveRulesOf(project.account));
}

test('R47 R48 kill -9 of the process at a write: the next deploy finishes, and every live rule is served throughout', async () => {
  await prepare();
  const undisturbed = await deployInProcess();
  expect(undisturbed).toMatchObject({ code: 0 });
  const total = project.server.log.writes().length;
  expect(total).toBeGreaterThanOrEqual(30);
  expect((JSON.parse(undisturbed.stdout) as { steps: unknown[] }).steps.length).toBeGreaterThanOrEqual(30);
  expectLiveRulesHeld();
  await project.server.close();
  for (let n = 1; n <= total; n += EACH) {
    await prepare();
    const { signal } = await deployInProcess(killAt(n));
    const { code, stderr } = await deployInProcess();
    const { code: left, stdout } = await project.run(plan);
    expect({ n, signal, code, stderr: code === 0 ? '' : stderr, left, stdout: left === 0 ? '' : stdout })
      .toEqual({ n, signal: 'SIGKILL', code: 0, stderr: '', left: 0, stdout: '' });
    expectLiveRulesHeld();
    await project.server.close();
  }
}, 1_800_000);
