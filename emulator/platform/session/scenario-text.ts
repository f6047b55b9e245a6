import { LIMITS } from '../limits';
import { textOf } from '../text';
import type { Session } from './session';

/** A scenario's value as text. A string over the limit could not exist in the cloud; here it is noticed where it is handed over. */
export function scenarioText(session: Session, value: unknown): string {
  const text = textOf(value);
  if (text.length <= LIMITS.stringChars) return text;
  throw session.error(`allocation size overflow: a string of ${text.length} characters, the limit is ${LIMITS.stringChars}`);
}
