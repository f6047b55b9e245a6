import type { Session } from './session';

/** How long customData may be, and what becomes of a longer one, is row 25. */
export function limitedCustomData(session: Session, data: unknown): string {
  const text = String(data);
  const limit = Number(session.core.switches.customDataBytes);
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  const what = `customData of ${bytes.length} bytes, the limit is ${limit}`;
  session.violation(what);
  if (session.core.switches.customDataOver === 'throw') throw session.error(what);
  return bytes.subarray(0, limit).toString();
}
