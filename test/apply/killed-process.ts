import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoggedRequest } from '../../emulator/management/request-log';
import { ROOT } from '../cli/command-context';
import { startProject, type Project } from './project';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** `node bin/vox.mjs …` in the project's folder, down to its end. */
export type RunVox = (args: readonly string[], begun?: (kill: () => void) => void) => Promise<Ended>;

export interface Killable {
  project: Project;
  vox: RunVox;
  /** Kills at the n-th write, counted from 1: an odd one is never executed, an even one is and its answer never read. */
  killAt: (n: number) => (kill: () => void) => void;
  /** Kills when a request of this method has been executed, its answer not read. */
  killAfter: (method: string) => (kill: () => void) => void;
}

/** A project whose commands run as processes of their own and are killed at a write. */
export async function startKillable(): Promise<Killable> {
  const hooks = { beforeWrite: () => true, afterWrite: (_entry: LoggedRequest) => undefined as void };
  const project = await startProject({ beforeWrite: () => hooks.beforeWrite(), afterWrite: (entry: LoggedRequest) => hooks.afterWrite(entry) });
  return {
    project,
    vox: (args, begun = () => undefined) => run(project, args, begun),
    killAfter: (method) => (kill) => {
      hooks.afterWrite = (entry) => void (entry.method === method && kill());
    },
    killAt: (n) => (kill) => {
      let writes = 0;
      const isDue = (): boolean => (writes += 1) === n;
      if (n % 2 === 0) hooks.afterWrite = () => void (isDue() && kill());
      else {
        hooks.beforeWrite = () => {
          if (!isDue()) return true;
          kill();
          return false;
        };
      }
    },
  };
}

async function run({ root, env }: Project, args: readonly string[], begun: (kill: () => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(ROOT, 'bin/vox.mjs'), ...args], {
    cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => void (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said.stderr += chunk.toString()));
  begun(() => void child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
}

/** Scenarios of these names that do different things. */
export function writeScenarios(root: string, names: readonly string[]): void {
  for (const name of names) {
    writeFileSync(path.join(root, `scenarios/${name}.ts`), `import settings from 'vox:settings';
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.reject(settings.franchise === '${name}' ? 486 : 404));
`);
  }
}
