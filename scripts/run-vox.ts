import { CommanderError } from 'commander';
import type { CommandContext, ExitCode } from './command';
import { reportFailure } from './failure';
import { createProgram } from './program';

/** The command line: runs one command and says how it went. */
export async function runVox(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const run: { code: ExitCode } = { code: 0 };
  try {
    await createProgram(context, run).parseAsync(args, { from: 'user' });
    return run.code;
  } catch (error) {
    // commander has already printed its own message, or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    return reportFailure(error, context);
  }
}
