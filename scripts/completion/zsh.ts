import type { Command } from 'commander';
import { bashCompletion } from './bash';

/** zsh runs the completions of bash by its own means. */
export function zshCompletion(program: Command): string {
  return `autoload -Uz compinit bashcompinit
(( $+functions[compdef] )) || compinit
bashcompinit
${bashCompletion(program)}`;
}
