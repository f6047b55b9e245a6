import type { Command } from 'commander';
import { completedCommands, type CompletedCommand } from './commands';

/** fish shows what a command or a flag is for beside it. */
export function fishCompletion(program: Command): string {
  return completedCommands(program).flatMap(linesOf).join('\n');
}

function linesOf({ path, children, flags, choices }: CompletedCommand): string[] {
  const here = `complete -c vox -n ${quoted(condition(path, children.map(({ name }) => name)))}`;
  return [
    ...children.map(({ name, description }) => `${here} -f -a ${name} -d ${quoted(description)}`),
    ...(choices.length === 0 ? [] : [`${here} -f -a ${quoted(choices.join(' '))}`]),
    ...flags.map(({ name, description, takesValue, choices: values }) => {
      const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
      return `${here} -l ${name.slice(2)}${value} -d ${quoted(description)}`;
    }),
  ];
}

function condition(path: readonly string[], children: readonly string[]): string {
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  if (children.length > 0) seen.push(`not __fish_seen_subcommand_from ${children.join(' ')}`);
  return seen.join('; and ') || 'true';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
