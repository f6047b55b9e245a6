import { Argument } from 'commander';
import { bashCompletion } from '../completion/bash';
import { fishCompletion } from '../completion/fish';
import { zshCompletion } from '../completion/zsh';
import type { Declaration } from './declaration';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

const INSTALL = `
In bash:  source <(vox completion bash)          (for good: in ~/.bashrc)
In zsh:   source <(vox completion zsh)           (for good: in ~/.zshrc, after compinit)
In fish:  vox completion fish | source           (for good: in ~/.config/fish/completions/vox.fish)`;

/** The script is made from the declared commands, so that pressing Tab starts no process. */
export function declareCompletion({ program, context }: Declaration): void {
  program
    .command('completion')
    .description('print the script with which a shell completes commands and flags')
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', INSTALL)
    .action((shell: keyof typeof SHELLS) => context.out.line(SHELLS[shell](program)));
}
