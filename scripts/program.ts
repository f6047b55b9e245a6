import { Command as Program } from 'commander';
import { version } from '../package.json';
import type { CommandContext, ExitCode } from './command';
import { declareAccount } from './declare/account';
import { declareCompletion } from './declare/completion';
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
    .version(version, '--version', 'say which version this is')
    .helpCommand('help [command]', 'help of vox, or of one command');
  const declaration = { program, context, run };
  declareLocal(declaration);
  declareAccount(declaration);
  declareDesk(declaration);
  declareTrials(declaration);
  declareCompletion(declaration);
  return program;
}
