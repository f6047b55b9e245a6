import { Command as Program } from 'commander';
import type { CommandContext, ExitCode } from './command';
import { declareAccount } from './declare/account';
import { declareDesk } from './declare/desk';
import { declareLocal } from './declare/local';
import { declareTrials } from './declare/trials';

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
  const declaration = { program, context, run };
  declareLocal(declaration);
  declareAccount(declaration);
  declareDesk(declaration);
  declareTrials(declaration);
  return program;
}
