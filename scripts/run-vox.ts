import { CommanderError } from 'commander';
import type { CommandContext, ExitCode } from './command';
import { failureDocument, reportFailure } from './failure';
import { createProgram } from './program';

/** The command line: runs one command and says how it went. With `--json` an error is a document too. */
export async function runVox(args: readonly string[], given: CommandContext): Promise<ExitCode> {
  const run: { code: ExitCode } = { code: 0 };
  const { context, printed } = countingDocuments(given);
  try {
    await createProgram(context, run).parseAsync(args, { from: 'user' });
    return run.code;
  } catch (error) {
    // commander has already printed its own message, or the help.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (args.includes('--json') && printed() === 0) context.out.json(failureDocument(error));
    return error instanceof CommanderError ? 1 : reportFailure(error, context);
  }
}

/** A command that has printed its document says the rest in words alone: stdout stays one document. */
function countingDocuments(context: CommandContext): { context: CommandContext; printed: () => number } {
  let documents = 0;
  const json = (document: unknown): void => {
    documents += 1;
    context.out.json(document);
  };
  return { context: { ...context, out: { ...context.out, json } }, printed: () => documents };
}
