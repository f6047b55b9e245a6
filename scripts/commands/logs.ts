import { setTimeout as pause } from 'node:timers/promises';
import type { SessionObject } from '../../contracts/management';
import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles } from '../apply/prepare';
import { accountAuthorization } from '../cloud/plain-request';
import { readCredentials } from '../cloud/credentials';
import { httpsAgentFor } from '../cloud/proxy';
import type { CloudTarget } from '../cloud/target';
import type { Command, CommandContext, ExitCode } from '../command';
import { followSessions } from '../logs/follow';
import { readLog, type LogAccess } from '../logs/read-log';
import { UserError } from '../user-error';

export interface LogsOptions {
  env: string;
  /** Also sessions that began so many seconds ago. */
  since: number;
  /** Only this one, and then the end. */
  session?: string;
  /** Ends after what is there. */
  once?: boolean;
  json?: boolean;
}

/** How often the account is asked for sessions that have ended since. */
const EVERY_MS = 5000;

/** `vox logs`: the sessions of the application with their logs, as they end, until Ctrl-C. */
export const logs: Command<LogsOptions> = explained(showLogs);

interface ShownSession extends Omit<SessionObject, 'startMs' | 'logUrl'> {
  /** ISO 8601. */
  start: string;
  log: readonly string[];
}

async function showLogs(options: LogsOptions, context: CommandContext): Promise<ExitCode> {
  const { out, now } = context;
  const { management, desired, input } = connect(await prepareWithoutBundles(options, context));
  const access = accessTo(input.target, now);
  const shown: ShownSession[] = [];
  try {
    const application = await management.application(desired.application);
    if (!application) throw new UserError(`The account has no application "${desired.application}": nothing was deployed there yet.`);
    const onlyOnce = options.once === true || options.json === true || options.session !== undefined;
    const interrupted = onlyOnce ? undefined : context.interrupted();
    await followSessions({
      sessions: async (fromMs, toMs) => (await management.endedSessions({ applicationId: application.id, fromMs, toMs })).filter(({ id }) => id === (options.session ?? id)),
      show: async (session) => {
        const one = await withLog(session, access);
        shown.push(one);
        if (!options.json) for (const line of linesOf(one)) out.line(line);
      },
      now,
      pause: () => pause(EVERY_MS, undefined, { ...(interrupted ? { signal: interrupted } : {}) }).catch(() => undefined),
      goesOn: () => !onlyOnce && !interrupted?.aborted && !out.isClosed(),
      sinceMs: now() - options.since * 1000,
    });
    if (options.session !== undefined && shown.length === 0) {
      throw new UserError(`No session ${options.session} of "${desired.application}" has ended since then. Give a longer --since; a session that runs has no log yet.`);
    }
    if (options.json) out.json({ sessions: shown });
    return 0;
  } finally {
    management.close();
  }
}

function accessTo(target: CloudTarget, now: () => number): LogAccess {
  const credentials = readCredentials(target.credentials);
  return { agent: httpsAgentFor(target), authorization: () => accountAuthorization(credentials, now()) };
}

async function withLog({ startMs, logUrl, ...session }: SessionObject, access: LogAccess): Promise<ShownSession> {
  const log = logUrl === null ? ['(the cloud keeps the log no longer)'] : await readLog(logUrl, access);
  return { ...session, start: new Date(startMs).toISOString(), log };
}

function linesOf({ id, rule, start, durationSeconds, finishReason, log }: ShownSession): string[] {
  return [`${start} session ${id}, rule "${rule}", ${durationSeconds} s: ${finishReason}`, ...log.map((line) => `  ${line}`)];
}
