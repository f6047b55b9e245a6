import type { AccountStatus, Integration } from '../../contracts/desk-integration';
import type { Clock, Stopwatch } from '../clock';
import { describeError, type Log } from '../http/log';

/** Pages that are opened one after another ask the account once. */
const FRESH_MS = 30_000;
/** No page waits longer; what is answered later is told to the next. */
const WAIT_MS = 5_000;

/** Asks the account that the numbers belong to. */
export type AskAccount = () => Promise<AccountStatus>;
export interface AccountWord extends Pick<Integration, 'askedMsAgo' | 'trouble'> { status: AccountStatus | null }

/** The account's last word with its age: an account that does not answer keeps nobody waiting, and is not asked twice at once. */
export function createAccountWord(ask: AskAccount | undefined, { clock, log }: { clock: Clock; log: Log }): () => Promise<AccountWord> {
  let known: { status: AccountStatus; ago: Stopwatch } | null = null;
  let asking: Promise<void> | null = null;
  let hasFailed = false;

  const askOnce = async (asked: AskAccount): Promise<void> => {
    const ago = clock.stopwatch();
    try {
      known = { status: await asked(), ago };
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: describeError(error) }, 'the account did not say whether its numbers are live');
      hasFailed = true;
    }
    asking = null;
  };
  return async () => {
    if (!ask) return { status: null, askedMsAgo: null, trouble: 'no-access' };
    if (!known || known.ago() >= FRESH_MS) await Promise.race([asking ??= askOnce(ask), after(clock, WAIT_MS)]);
    const isOld = hasFailed || asking !== null;
    return { status: known?.status ?? null, askedMsAgo: known ? Math.round(known.ago()) : null, trouble: isOld ? 'no-answer' : null };
  };
}

function after(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => { clock.after(ms, resolve); });
}
