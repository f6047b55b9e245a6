import type { Management } from '../../contracts/management';
import { UserError } from '../user-error';

/** How far back the history is asked; a session lasts a day at the most. */
const HISTORY_MS = 30 * 24 * 3_600_000;
/** The cloud's clock may be ahead of this machine's. */
const AHEAD_MS = 3_600_000;

interface Asked {
  management: Pick<Management, 'application' | 'sessionEnd'>;
  /** Name of the application whose sessions they are. */
  application: string;
  now: () => number;
}

/** When sessions ended, by the account's history. The application is looked for with the first question. */
export function sessionHistory({ management, application, now }: Asked) {
  let known: number | undefined;
  const applicationId = async (): Promise<number> => {
    known ??= (await management.application(application))?.id;
    if (known === undefined) throw new UserError(`The account has no application "${application}": nothing was deployed there yet.`);
    return known;
  };
  return {
    async endedAt(sessionId: string): Promise<{ atMs: number } | null> {
      const nowMs = now();
      const atMs = await management.sessionEnd({
        applicationId: await applicationId(), sessionId, fromMs: nowMs - HISTORY_MS, toMs: nowMs + AHEAD_MS,
      });
      return atMs === null ? null : { atMs };
    },
  };
}
