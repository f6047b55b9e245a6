import type { SessionObject } from '../../contracts/management';

export interface Follow {
  /** Ended sessions of a span, oldest first; asked again and again. */
  sessions: (fromMs: number, toMs: number) => Promise<readonly SessionObject[]>;
  show: (session: SessionObject) => Promise<void>;
  now: () => number;
  /** Waits until the history is asked again. */
  pause: () => Promise<void>;
  /** Asked before each round after the first. */
  goesOn: () => boolean;
  sinceMs: number;
}

/** A session shows in the history with its end; a longer one than this is not waited for. */
const LONGEST_SESSION_MS = 24 * 3_600_000;
/** The cloud's clock may be ahead of this machine's. */
const AHEAD_MS = 3_600_000;

/** Every session once, in the order in which they end. */
export async function followSessions({ sessions, show, now, pause, goesOn, sinceMs }: Follow): Promise<void> {
  const shown = new Set<string>();
  for (;;) {
    const fromMs = Math.max(sinceMs, now() - LONGEST_SESSION_MS);
    for (const session of await sessions(fromMs, now() + AHEAD_MS)) {
      if (shown.has(session.id)) continue;
      shown.add(session.id);
      await show(session);
    }
    if (!goesOn()) return;
    await pause();
    if (!goesOn()) return;
  }
}
