import path from 'node:path';
import picocolors from 'picocolors';
import type { CommandContext, ExitCode } from '../../scripts/command';
import { runVox } from '../../scripts/run-vox';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Ran {
  code: ExitCode;
  stdout: string;
  stderr: string;
}

/** Runs one command in this process, as `vox` would. */
export async function run(args: readonly string[], changes: Partial<CommandContext> = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const out: CommandContext['out'] = {
    line: (text = '') => void (written.stdout += `${text}\n`),
    note: (text) => void (written.stderr += `${text}\n`),
    json: (document) => void (written.stdout += `${JSON.stringify(document)}\n`),
    colors: picocolors.createColors(false),
    isTerminal: false,
  };
  const context: CommandContext = {
    root: ROOT, env: {}, out, now: () => Date.now(), interrupted: () => new AbortController().signal, ...changes,
  };
  return { code: await runVox(args, context), ...written };
}
