import type { Core } from '../../session/core';
import type { Session } from '../../session/session';

/** What the functions that a scenario calls work on. */
export interface ApiHost {
  core: Core;
  /** The session whose code runs. */
  session(): Session;
}

/** The running session, or null, with a word in its log, where it was terminated already. */
export function liveSession(host: ApiHost, method: string): Session | null {
  const session = host.session();
  return session.isOver ? session.lateCall(method) : session;
}

export type Api = Record<string, unknown>;
