import type { CommandContext, ExitCode } from './command';
import { UserError } from './user-error';

/** The one place where an error becomes words and an exit code. */
export function reportFailure(error: unknown, { out, env }: Pick<CommandContext, 'out' | 'env'>): ExitCode {
  const debug = Boolean(env['VOX_DEBUG']);
  if (error instanceof UserError) {
    out.note(`${out.colors.red('error:')} ${error.message}`);
    if (debug && error.cause !== undefined) out.note(stackOf(error.cause));
    return error.exitCode as ExitCode;
  }
  out.note(`${out.colors.red('error:')} ${messageOf(error)}`);
  out.note(
    debug
      ? stackOf(error)
      : 'This is a fault of vox itself and not of what you typed. Run it again with VOX_DEBUG=1 to see where.',
  );
  return 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
