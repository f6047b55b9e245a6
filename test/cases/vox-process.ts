import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const BIN = path.resolve(import.meta.dirname, '../../bin/vox.mjs');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command as a shell starts it, in a process of its own. */
export function startVox(args: readonly string[], { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv }): ChildProcess {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, VOX_HOME: cwd, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

export async function runVoxProcess(args: readonly string[], where: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<Ended> {
  return ended(startVox(args, where));
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}
