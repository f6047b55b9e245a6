import type { Command as Program } from 'commander';
import type { Command, CommandContext, ExitCode } from '../command';

/** What a group of commands is declared on. */
export interface Declaration {
  program: Program;
  context: CommandContext;
  run: { code: ExitCode };
}

/** Binds a command that is loaded on use to commander's callback. */
export function action<Options>({ context, run }: Declaration, load: () => Promise<Command<Options>>) {
  return async (options: Options): Promise<void> => {
    const command = await load();
    run.code = await command(options, context);
  };
}

export const ENVIRONMENT = ['--env <name>', 'environment of voxfiles.config.ts', 'local'] as const;
export const JSON_FLAG = ['--json', 'print one JSON document'] as const;
export const SWITCHES_FLAG = ['--switches <file>', 'the same from a JSON file, {"name": "value", …}; --switch goes over it'] as const;
