import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'desk_session';

export interface PresentedSession { token: string; by: 'bearer' | 'cookie' }
interface Presenting { headers: IncomingHttpHeaders; cookies?: Record<string, string | undefined> }

/** The session that a request shows, unchecked. A bearer wins: the element may run beside a cookie. */
export function readSession(request: Presenting): PresentedSession | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, by: 'bearer' };
  const token = request.cookies?.[SESSION_COOKIE];
  return token && /^[\w-]{20,100}$/.test(token) ? { token, by: 'cookie' } : undefined;
}

/**
 * A cookie goes along with requests that other sites start; browsers then say so in these headers.
 * Without any (no browser), there is no foreign page to fear.
 */
export function isForeignRequest(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return !isOwnOrigin(headers);
}

/** No origin, or the desk's own. By host alone: a proxy that ends TLS changes the scheme. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
