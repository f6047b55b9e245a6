import type { Headers } from '../lines';
import { LIMITS } from '../limits';

/** Names that travel besides those with X-. */
const CARRIED = new Set(['user-to-user', 'vi-client-type', 'vi-calldata']);

/**
 * What of a scenario's or a far end's headers gets through (row 50). Values over the limit pass,
 * as nothing is known of a cut, and are reported.
 */
export function carriedHeaders(headers: unknown, report: (what: string) => void): Headers {
  const carried: Headers = {};
  if (typeof headers !== 'object' || headers === null) return carried;
  let total = 0;
  for (const [name, raw] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!lower.startsWith('x-') && !CARRIED.has(lower)) continue;
    const value = String(raw);
    const bytes = Buffer.byteLength(value);
    if (bytes > LIMITS.headerBytes) report(`Header ${name} has ${bytes} bytes, the limit is ${LIMITS.headerBytes}`);
    total += bytes + name.length + 4;
    carried[name] = value;
  }
  if (total > LIMITS.packetBytes) report(`A SIP packet of ${total} bytes, the limit is ${LIMITS.packetBytes}`);
  else if (total > LIMITS.headersBytes) report(`Headers have ${total} bytes together, the limit is ${LIMITS.headersBytes}`);
  return carried;
}

export const NO_HEADERS: Headers = Object.freeze({});
