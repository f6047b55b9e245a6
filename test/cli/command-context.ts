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
  return { code: await runVox(args, commandContext(changes, written)), ...written };
}

/** What a command is given of the world here: the project, and strings instead of a terminal. */
export function commandContext(changes: Partial<CommandContext> = {}, written = { stdout: '', stderr: '' }): CommandContext {
  const out: CommandContext['out'] = {
    line: (text = '') => void (written.stdout += `${text}\n`),
    note: (text) => void (written.stderr += `${text}\n`),
    json: (document) => void (written.stdout += `${JSON.stringify(document)}\n`),
    colors: picocolors.createColors(false),
    isTerminal: false,
    isClosed: () => false,
  };
  return { root: ROOT, env: {}, out, now: () => Date.now(), interrupted: () => new AbortController().signal, ...changes };
}
