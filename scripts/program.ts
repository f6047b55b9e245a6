import { Command as Program } from 'commander';
import type { Command, CommandContext, ExitCode } from './command';

/** Declares every command; what a command needs is imported only when it runs. */
export function createProgram(context: CommandContext, run: { code: ExitCode }): Program {
  const program = new Program('vox')
    .description('Incoming calls on Voximplant: build, deploy, and play them on this machine.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out.line(text.trimEnd()),
      writeErr: (text) => context.out.note(text.trimEnd()),
    })
    .showHelpAfterError('(vox --help, or vox COMMAND --help, lists what is possible)')
    .helpCommand(false);
  declare({ program, context, run });
  return program;
}

interface Declaration {
  program: Program;
  context: CommandContext;
  run: { code: ExitCode };
}

function declare(declaration: Declaration): void {
  const { program } = declaration;
  program
    .command('build')
    .description('bundle the scenarios and say how large they are')
    .option('--env <name>', 'environment of voxfiles.config.ts', 'local')
    .option('--json', 'print one JSON document')
    .action(action(declaration, async () => (await import('./commands/build')).build));
}

/** Binds a command that is loaded on use to commander's callback. */
function action<Options>({ context, run }: Declaration, load: () => Promise<Command<Options>>) {
  return async (options: Options): Promise<void> => {
    const command = await load();
    run.code = await command(options, context);
  };
}
