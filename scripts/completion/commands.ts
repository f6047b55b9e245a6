import type { Command } from 'commander';

export interface CompletedFlag {
  /** `--engine`. */
  name: string;
  description: string;
  takesValue: boolean;
  /** Where only these are possible. */
  choices: readonly string[];
}

export interface CompletedCommand {
  /** Words after `vox`: [] is vox itself. */
  path: readonly string[];
  children: readonly { name: string; description: string }[];
  flags: readonly CompletedFlag[];
  /** Of its first argument. */
  choices: readonly string[];
}

/** Every command with what may stand behind it, as it was declared. */
export function completedCommands(command: Command, path: readonly string[] = []): CompletedCommand[] {
  const help = command.createHelp();
  const children = help.visibleCommands(command);
  const own: CompletedCommand = {
    path,
    children: children.map((child) => ({ name: child.name(), description: child.description() })),
    flags: help.visibleOptions(command).flatMap(({ long, description, required, optional, argChoices = [] }) =>
      long ? [{ name: long, description, takesValue: required || optional, choices: argChoices }] : []),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
  // The help command is made on the fly and stands in no list of its own.
  const below = children.filter((child) => child.name() !== 'help');
  return [own, ...below.flatMap((child) => completedCommands(child, [...path, child.name()]))];
}
