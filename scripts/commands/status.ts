import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles } from '../apply/prepare';
import { readStatus, type Status } from '../apply/status';
import type { Command, CommandContext, ExitCode, Output } from '../command';
import { table } from '../table';

export interface StatusOptions {
  env: string;
  json?: boolean;
}

/** `vox status`: what is live, on one screen. */
export const status: Command<StatusOptions> = explained(showStatus);

async function showStatus(options: StatusOptions, context: CommandContext): Promise<ExitCode> {
  const session = connect(await prepareWithoutBundles(options, context));
  try {
    const found = await readStatus(session);
    if (options.json) context.out.json(found);
    else show(found, context.out);
    return 0;
  } finally {
    session.management.close();
  }
}

function show(found: Status, { line, colors }: Output): void {
  const { application, environment, account, release, numbers, queues } = found;
  line(`${colors.bold(application)} in ${environment} (account ${account}), release ${release ?? 'unknown: not deployed from here'}`);
  if (!found.exists) return line(colors.yellow('The account has no such application. `vox deploy` makes it.'));
  line();
  for (const text of table(['number', 'rule', 'scenario', 'code'], numbers.map((one) => [one.number, one.rule ?? '(by pattern)', one.scenario ?? colors.red('none'), one.code]))) line(text);
  line();
  const rows = queues.map(({ name, engine, waiting, talking, operators }) => [
    name, engine, String(waiting), String(talking),
    operators.map((operator) => `${operator.name} ${operator.status || 'OFFLINE'}`).join(', ') || colors.red('nobody'),
  ]);
  for (const text of table(['queue', 'engine', 'waiting', 'talking', 'operators'], rows)) line(text);
}
