import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { DeskRoute } from '../../contracts/desk-api';
import type { DeskConfig, Scope } from '../config';
import type { Sessions } from '../sign-in/sessions';
import { ApiError } from './errors';
import { addressKey, knownSession } from './known-session';
import type { RefusedOrigins } from './refused-origins';
import type { AnyRoute, HttpSide, RouteTable } from './routes';
import { isForeignRequest, isOwnOrigin, readSession, SESSION_COOKIE } from './session-token';

export interface RegisterOptions { config: DeskConfig; sessions: Sessions; refusedOrigins: RefusedOrigins }

/** An office signs in at nine from one address. */
const SIGN_INS = { max: 300, timeWindow: 60_000, keyGenerator: addressKey };
/** When a session is over the desk says; a browser whose clock is set forward must not drop it before. */
const COOKIE_KEPT_S = 60 * 24 * 3_600;
const NOBODY: Scope = { franchise: '', operator: '', supervisor: false };

/** Puts the table on the server: session, scope, checks, then the handler. No other route reaches data. */
export function registerRoutes(app: FastifyInstance, table: RouteTable, options: RegisterOptions): void {
  for (const name of Object.keys(table) as DeskRoute[]) {
    const [method = 'GET', url = ''] = name.split(' ');
    const route = table[name] as unknown as AnyRoute;
    app.route({
      method,
      url,
      config: route.access === 'anyone' ? { rateLimit: SIGN_INS } : {},
      handler: async (request, reply) => {
        const scope = route.access === 'anyone' ? NOBODY : await enter(request, route, options);
        const answer = await route.handle({
          scope,
          params: check(route.params, request.params, 'address'),
          query: check(route.query, request.query, 'query'),
          body: check(route.body, request.body, 'body'),
          http: httpSide(request, reply, options.config.local),
        });
        // Answers hold people's numbers: no cache may keep them.
        return reply.header('cache-control', 'no-store').send(answer);
      },
    });
  }
}

async function enter(request: FastifyRequest, route: AnyRoute, options: RegisterOptions): Promise<Scope> {
  const presented = readSession(request);
  if (!presented) throw new ApiError('signed-out', 'No session came with the request.');
  if (presented.by === 'cookie' && isForeignRequest(request.headers)) {
    throw new ApiError('forbidden', 'The cookie came from a page of another origin.');
  }
  const scope = await knownSession(request, options.sessions);
  if (!scope) throw new ApiError('signed-out', 'The session is over; sign in again.');
  refuseForeignPage(request, scope, options);
  if (route.access === 'supervisor' && !scope.supervisor) throw new ApiError('forbidden', 'Only for supervisors.');
  return scope;
}

/** CORS opens the desk for all franchises' pages; each may only use sessions of its own franchise. */
function refuseForeignPage(request: FastifyRequest, scope: Scope, { config, refusedOrigins }: RegisterOptions): void {
  const { origin } = request.headers;
  if (origin === undefined || isOwnOrigin(request.headers)) return;
  if (config.franchises[scope.franchise]?.origins.includes(origin)) return;
  refusedOrigins.note(origin, scope.franchise);
  throw new ApiError('forbidden', 'This page may not use sessions of this franchise.');
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const wrong = result.error.issues.slice(0, 5).map((issue) => describeIssue(issue, where));
  throw new ApiError('bad-request', `The ${where} is not as the route wants it: ${wrong.join(', ')}.`);
}

/** Field, and what was wrong with it or how much it takes; never the value, which may be somebody's number. */
function describeIssue(issue: z.core.$ZodIssue, where: string): string {
  const field = issue.path.map(String).join('.') || where;
  if (issue.code !== 'too_big') return `${field}: ${issue.code}`;
  if (issue.origin === 'string') return `${field} is longer than ${issue.maximum} characters`;
  return `${field} is more than ${issue.maximum}`;
}

function httpSide(request: FastifyRequest, reply: FastifyReply, local: boolean): HttpSide {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: !local || request.protocol === 'https' };
  return {
    session: readSession(request)?.token ?? '',
    setSessionCookie: (session) => {
      void reply.setCookie(SESSION_COOKIE, session, { ...cookie, maxAge: COOKIE_KEPT_S });
    },
    clearSessionCookie: () => { void reply.clearCookie(SESSION_COOKIE, cookie); },
    setHeader: (name, value) => { void reply.header(name, value); },
  };
}
