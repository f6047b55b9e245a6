import { maskNumbers } from '../../contracts/mask-number';
import { reconcileCalls, type SessionHistory } from '../journal/reconcile';
import type { Services } from '../services';
import type { Caretaker } from './caretaker';
import { Job } from './job';

const EVERY_MS = 60_000;
/** A long talk is silent too: its session is asked about no more often than this. */
const AGAIN_MS = 5 * 60_000;
/** Calls a round. The account allows few requests a second, and plans and deploys need them as well. */
const MOST = 20;
/** An account that does not answer is left alone until the next round. */
const FAILURES_MOST = 3;

type Parts = Pick<Services, 'db' | 'clock' | 'journal' | 'log' | 'jobs' | 'jobBook'> & { history: SessionHistory };

/** Calls that fell silent are closed by the account's history, on a timer of its own: the account may be slow. */
export function createLostCalls({ history, ...parts }: Parts): Caretaker {
  const { log } = parts;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => { stop = () => reject(new Error('The desk stops.')); });
  stopped.catch(() => undefined);
  const work = async (): Promise<void> => {
    const { closed, failed } = await reconcileCalls(parts, carefully(history, stopped), { againMs: AGAIN_MS, most: MOST });
    if (closed.length > 0) log.info({ closed: closed.length }, 'closed calls whose session was killed');
    const [first] = failed;
    if (first) log.warn({ failed: failed.length, why: maskNumbers(first.why) }, "the account's history could not be read; it is asked again");
  };
  const job = new Job({ name: 'lost-calls', everyMs: EVERY_MS, book: parts.jobBook, work }, parts);
  parts.jobs.push(job);
  return {
    tick: () => job.run(),
    start: () => job.start(),
    stop: () => {
      stop();
      return job.stop();
    },
  };
}

/** Asks no more after some failures, and does not keep a desk that stops waiting. */
function carefully(history: SessionHistory, stopped: Promise<never>): SessionHistory {
  let failures = 0;
  return {
    async endedAt(callId) {
      if (failures >= FAILURES_MOST) throw new Error('not asked, since the account did not answer before');
      try {
        return await Promise.race([history.endedAt(callId), stopped]);
      } catch (error) {
        failures++;
        throw error;
      }
    },
  };
}
