import { fillPath, type ApiFailure, type ApiFailureCode, type DeskRoute, type DeskRoutes } from '../../contracts/desk-api';

/** Every request has an end; the answer to a drop is the shortest. */
const LIMIT_MS = 10_000;

type Input<R extends DeskRoute> =
  (DeskRoutes[R] extends { params: infer P } ? { params: P } : { params?: undefined })
  & (DeskRoutes[R] extends { body: infer B } ? { body: B } : { body?: undefined })
  & (DeskRoutes[R] extends { query: infer Q } ? { query: Q } : { query?: undefined });
export type Answer<R extends DeskRoute> = DeskRoutes[R]['answer'];
export interface CallOptions { limitMs?: number; keepalive?: boolean }

/** The desk did not do it. `status` 0: it could not be reached. */
export class DeskError extends Error {
  readonly code: ApiFailureCode;
  readonly pageUrl: string | null;

  constructor(readonly status: number, failure: ApiFailure) {
    super(failure.message);
    this.name = 'DeskError';
    this.code = failure.code;
    this.pageUrl = failure.pageUrl ?? null;
  }

  /** Trying again may help. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const SIGNED_OUT: ApiFailure = {
  code: 'signed-out', message: 'The session of this page is over; open the sign-in link again.',
};

export interface DeskHttp {
  call<R extends DeskRoute>(route: R, input: Input<R>, options?: CallOptions): Promise<Answer<R>>;
  /** The bearer, for the live channel; null where the cookie signs in. */
  session: () => string | null;
  /** The host's token or a ticket signs in, and no cookie of the desk. */
  readonly usesBearer: boolean;
  /** Whether a request failed since the desk lets no page of this address in. */
  refusesOrigin(error: unknown): Promise<boolean>;
}

export interface DeskHttpOptions {
  /** `https://desk.example`, no slash at the end; '' for the page's own origin. */
  base: string;
  /** The ERP's token; null where the desk's cookie signs in. */
  getToken: (() => Promise<string>) | null;
  /** A bearer that is there already. */
  session?: string | null;
}

export function createDeskHttp({ base, getToken, session: given = null }: DeskHttpOptions): DeskHttp {
  let session = given;
  let signingIn: Promise<void> | null = null;

  const signIn = () => {
    signingIn ??= openSession().finally(() => { signingIn = null; });
    return signingIn;
  };
  const openSession = async () => {
    if (!getToken) throw new DeskError(401, SIGNED_OUT);
    const token = await getToken();
    const answer = await send<'POST /api/session'>(base, 'POST /api/session', { input: { body: { token, cookie: false } }, session: null });
    session = answer.session;
  };
  return {
    session: () => session,
    usesBearer: getToken !== null || given !== null,
    refusesOrigin: (error) => refusesOrigin(base, error),
    async call(route, input, options = {}) {
      if (getToken && session === null) await signIn();
      try {
        return await send(base, route, { input, session, ...options });
      } catch (error) {
        if (!getToken || !(error instanceof DeskError) || error.code !== 'signed-out') throw error;
        session = null;
        await signIn();
        return send(base, route, { input, session, ...options });
      }
    },
  };
}

/** The browser says no more than that a request failed. A desk that takes a request without an origin is there, so it was the origin. */
async function refusesOrigin(base: string, error: unknown): Promise<boolean> {
  if (!(error instanceof DeskError) || base === '') return false;
  // Its origin is known, and is another franchise's.
  if (error.code === 'forbidden') return true;
  if (error.status !== 0) return false;
  const asked = fetch(`${base}/api/me`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(LIMIT_MS) });
  return asked.then(() => true, () => false);
}

interface Sent extends CallOptions { input: { params?: unknown; body?: unknown; query?: unknown }; session: string | null }

async function send<R extends DeskRoute>(base: string, route: R, sent: Sent): Promise<Answer<R>> {
  const { method, path } = fillPath(route, sent.input.params as Record<string, string> | undefined);
  const response = await reach(`${base}${path}${queryText(sent.input.query)}`, method, sent);
  const text = await response.text();
  if (!response.ok) throw failureOf(response.status, text);
  return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as Answer<R>;
}

async function reach(url: string, method: string, { input, session, limitMs = LIMIT_MS, keepalive = false }: Sent): Promise<Response> {
  const headers: Record<string, string> = {};
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (session !== null) headers['authorization'] = `Bearer ${session}`;
  try {
    return await fetch(url, {
      method, headers, keepalive,
      body: input.body === undefined ? null : JSON.stringify(input.body),
      credentials: session === null ? 'same-origin' : 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
    });
  } catch (error) {
    const { pathname } = new URL(url, location.href);
    throw new DeskError(0, { code: 'unavailable', message: `${method} ${pathname} did not reach the desk: ${String(error)}` });
  }
}

export function failureOf(status: number, text: string): DeskError {
  try {
    return new DeskError(status, JSON.parse(text) as ApiFailure);
  } catch {
    return new DeskError(status, { code: 'internal', message: `The desk answered ${status} without a reason.` });
  }
}

function queryText(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}
