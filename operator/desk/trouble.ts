import { DeskError, failureOf } from './desk-http';

/** Why the desk did not do it, as people tell it apart: not there, not allowed, not reachable; or anything else. */
export type Trouble = 'notFound' | 'forbidden' | 'unreachable' | 'failed';

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof DeskError)) return 'failed';
  if (error.code === 'not-found') return 'notFound';
  if (error.code === 'signed-out' || error.code === 'forbidden') return 'forbidden';
  return error.passes ? 'unreachable' : 'failed';
}

const LIMIT_MS = 10_000;

/** Why the desk did not give what an address leads to; for a player, which does not say. */
export async function troubleOfAddress(url: string): Promise<Trouble> {
  try {
    const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(LIMIT_MS) });
    if (!answer.ok) return troubleOf(failureOf(answer.status, await answer.text()));
    await answer.body?.cancel();
    return 'failed';
  } catch {
    return 'unreachable';
  }
}
