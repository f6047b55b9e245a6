import type { Session } from '../session/session';

/** The session whose code runs at this moment, of whichever cloud in this process. */
export const running: { session: Session | null } = { session: null };

export function runningSession(): Session {
  if (!running.session) throw new Error('A function of VoxEngine was called while no session was running');
  return running.session;
}

/** Does something in the name of a session; what it throws ends the session. */
export function runIn(session: Session, fn: () => void): void {
  const before = running.session;
  running.session = session;
  try {
    fn();
  } catch (error) {
    session.fail(error);
  } finally {
    running.session = before;
  }
}

/** The error for a name that the emulator does not have; the log says it too, should a script swallow it. */
export function unknownName(fullName: string): Error {
  const message = `${fullName} is not in this emulator; docs/platform-ledger.md lists what is`;
  const { session } = running;
  if (!session) return new ReferenceError(message);
  session.log.line(`Unknown name: ${fullName}`);
  const { trace } = session.core;
  if (trace.on) trace.emit({ kind: 'unknown-name', session: session.id, name: fullName });
  return session.realm?.error('ReferenceError', message) ?? new ReferenceError(message);
}
