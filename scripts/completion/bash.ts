import type { Command } from 'commander';
import { completedCommands } from './commands';

/** Files are offered where nothing else fits: many flags take one. */
export function bashCompletion(program: Command): string {
  const commands = completedCommands(program);
  const steps = commands.flatMap(({ path, children }) => children.map(({ name }) => [...path, name].join(' ')));
  const values = commands.flatMap(({ path, flags }) =>
    flags.filter(({ takesValue }) => takesValue).map(({ name, choices }) => `    '${path.join(' ')}:${name}') words='${choices.join(' ')}' ;;`));
  const words = commands.map(({ path, children, flags, choices }) => {
    const all = [...children.map(({ name }) => name), ...choices, ...flags.map(({ name }) => name)];
    return `    '${path.join(' ')}:'*) words='${all.join(' ')}' ;;`;
  });
  return `_vox() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' next word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${at:+$at }$word"
    case "$next" in
      ${steps.map((step) => `'${step}'`).join('|')}) at="$next" ;;
    esac
  done
  case "$at:$before" in
${[...values, ...words].join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _vox vox`;
}
