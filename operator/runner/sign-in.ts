import type { Me } from '../../contracts/desk-api';
import type { PageClock } from '../clock';
import { backOffMs } from '../desk/back-off';
import { DeskError, type DeskHttp } from '../desk/desk-http';
import type { Happening } from './services';

export interface SignInOptions { clock: PageClock; dispatch: (happening: Happening) => void; isStopped: () => boolean }

/** Null where the page was stopped meanwhile. */
export async function askUntilAnswered(http: DeskHttp, { clock, dispatch, isStopped }: SignInOptions): Promise<Me | null> {
  for (let attempts = 0; !isStopped(); attempts += 1) {
    try {
      return await http.call('GET /api/me', {});
    } catch (error) {
      const waitMs = backOffMs(attempts, Math.random());
      const signedOut = error instanceof DeskError && error.code === 'signed-out';
      dispatch({ type: 'desk.down', retryInMs: waitMs, signedOut, originRefused: await http.refusesOrigin(error) });
      await new Promise<void>((done) => { clock.after(waitMs, done); });
    }
  }
  return null;
}
