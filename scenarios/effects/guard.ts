import type { Guard } from '../queue/port';
import { describe, type Log } from './log';

/**
 * A throw in a platform callback would kill the session and drop every leg
 * (behaviour 17): it is logged with its call instead, and the call is told.
 */
export function createGuard(log: Log, onThrow: () => void): Guard {
  return (what, fn) => (event) => {
    try {
      fn(event);
    } catch (thrown) {
      log(`a handler of ${what} threw, the call ends: ${describe(thrown)}`);
      onThrow();
    }
  };
}

/**
 * For methods of legs and requests that the platform may have ended already
 * without our having heard of it yet (behaviour 60). True if it went through.
 */
export function attempt(log: Log, what: string, fn: () => void): boolean {
  try {
    fn();
    return true;
  } catch (thrown) {
    log(`${what} was refused: ${describe(thrown)}`);
    return false;
  }
}
