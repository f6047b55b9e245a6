import { CommanderError } from 'commander';
import { DatabaseDown, DeskFailure } from '../contracts/desk-failures';
import type { CommandContext, ExitCode } from './command';
import { UserError } from './user-error';

const OUR_FAULT = 'This is a fault of vox itself and not of what you typed. Run it again with VOX_DEBUG=1 to see where.';

/** The one place where an error becomes words and an exit code. */
export function reportFailure(error: unknown, { out, env }: Pick<CommandContext, 'out' | 'env'>): ExitCode {
  const debug = Boolean(env['VOX_DEBUG']);
  if (error instanceof DeskFailure) return reportFailure(asUserError(error), { out, env });
  if (error instanceof UserError) {
    out.note(`${out.colors.red('error:')} ${error.words}`);
    if (debug && error.cause !== undefined) out.note(stackOf(error.cause));
    return error.exitCode as ExitCode;
  }
  out.note(`${out.colors.red('error:')} ${messageOf(error)}`);
  out.note(debug ? stackOf(error) : OUR_FAULT);
  return 1;
}

/** An error as one JSON document. What is not known is null. */
export interface FailureDocument {
  error: { code: string; message: string; object: string | null; step: string | null; remedy: string | null };
}

/** The same for programs; codes are `usage`, `mistake`, `fault` and narrower ones. */
export function failureDocument(error: unknown): FailureDocument {
  if (error instanceof CommanderError) return documentOf('usage', error.message.replace(/^error: /, ''));
  if (error instanceof DeskFailure) return failureDocument(asUserError(error));
  if (!(error instanceof UserError)) return documentOf('fault', messageOf(error), { remedy: OUR_FAULT });
  return documentOf(error.details.code ?? 'mistake', error.message, error.details);
}

function asUserError(error: DeskFailure): UserError {
  return new UserError(error.message, { cause: error, ...(error instanceof DatabaseDown ? { details: { code: 'database' } } : {}) });
}

function documentOf(code: string, message: string, about: { object?: string; step?: string; remedy?: string } = {}): FailureDocument {
  return { error: { code, message, object: about.object ?? null, step: about.step ?? null, remedy: about.remedy ?? null } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
