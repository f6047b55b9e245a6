import type { Command as Program } from 'commander';
import type { Command, CommandContext, ExitCode } from '../command';
import { fileTrouble } from '../file-trouble';

/** What a group of commands is declared on. */
export interface Declaration {
  program: Program;
  context: CommandContext;
  run: { code: ExitCode };
}

/** Binds a command that is loaded on use to commander's callback. */
export function action<Options>({ context, run }: Declaration, load: () => Promise<Command<Options>>) {
  return async (options: Options): Promise<void> => {
    run.code = await worded(async () => (await load())(options, context));
  };
}

/** What the file system refuses is no fault of vox: a sentence instead of a stack trace, whatever command it is. */
export async function worded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileTrouble(error) ?? error;
  }
}

export const ENVIRONMENT = ['--env <name>', 'environment of voxfiles.config.ts', 'local'] as const;
export const JSON_FLAG = ['--json', 'print one JSON document'] as const;
export const SWITCHES_FLAG = ['--switches <file>', 'the same from a JSON file, {"name": "value", …}; --switch goes over it'] as const;
