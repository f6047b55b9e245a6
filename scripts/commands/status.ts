import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles } from '../apply/prepare';
import { readStatus, type QueueStatus, type Status } from '../apply/status';
import type { Command, CommandContext, ExitCode, Output } from '../command';
import { loadDesk } from '../targets';
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
    const jobs = await readDeskJobs(context);
    if (options.json) context.out.json({ ...found, jobs });
    else {
      show(found, context.out);
      if (jobs) showJobs(jobs, context.out);
    }
    return 0;
  } finally {
    session.management.close();
  }
}

type DeskJobs = NonNullable<Awaited<ReturnType<Awaited<ReturnType<typeof loadDesk>>['readSharedJobs']>>>;

/** Null where desks share no database, or it does not answer: what the account says is worth showing all the same. */
async function readDeskJobs({ env, out }: CommandContext): Promise<DeskJobs | null> {
  const url = env['DATABASE_URL'];
  if (!url) return null;
  const { readSharedJobs } = await loadDesk();
  return readSharedJobs(url).catch((error: unknown) => {
    out.note(`The desk's jobs are unknown: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
}

function showJobs(jobs: DeskJobs, { line, colors }: Output): void {
  const rows = Object.entries(jobs).map(([name, job]) => [
    name, `${duration(job.lastRunAgoMs)} ago`,
    job.runningForMs === null ? `in ${duration(job.nextRunInMs)}` : 'runs now',
    String(job.failures), job.why === null ? '' : colors.red(job.why),
  ]);
  line();
  for (const text of table(['job of the desk', 'last run', 'next run', 'failures', ''], rows)) line(text);
}

function duration(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`;
}

function show(found: Status, { line, colors }: Output): void {
  const { application, environment, account, release, numbers, queues } = found;
  line(`${colors.bold(application)} in ${environment} (account ${account}), release ${release ?? 'unknown: not deployed from here'}`);
  if (!found.exists) return line(colors.yellow('The account has no such application. `vox deploy` makes it.'));
  line();
  for (const text of table(['number', 'rule', 'scenario', 'code'], numbers.map((one) => [one.number, one.rule ?? '(by pattern)', one.scenario ?? colors.red('none'), one.code]))) line(text);
  line();
  const shared = queues.filter(({ personalTo }) => personalTo === null);
  const rows = shared.map(({ name, engine, waiting, talking, operators }) => [
    name, engine, String(waiting), String(talking),
    operators.map((operator) => `${operator.name} ${operator.status || 'OFFLINE'}`).join(', ') || colors.red('nobody'),
  ]);
  for (const text of table(['queue', 'engine', 'waiting', 'talking', 'operators'], rows)) line(text);
  const personal = queues.filter(({ personalTo }) => personalTo !== null);
  if (personal.length > 0) line(personalLine(personal, colors));
}

/** Those in which one operator may be looked for first, a line each would hide the rest. */
function personalLine(queues: readonly QueueStatus[], { red }: Output['colors']): string {
  const sum = (count: (queue: QueueStatus) => number): number => queues.reduce((all, queue) => all + count(queue), 0);
  const empty = queues.filter(({ operators }) => operators.length === 0).map(({ name }) => name);
  return [
    `and ${queues.length} personal queue${queues.length === 1 ? '' : 's'} (one operator looked for first): ${sum(({ waiting }) => waiting)} waiting, ${sum(({ talking }) => talking)} talking`,
    ...(empty.length === 0 ? [] : [red(`nobody in ${empty.join(', ')}`)]),
  ].join('; ');
}
