import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Sessions } from '../sign-in/sessions';
import { contentSecurityPolicy } from './csp';
import { toApiError, whyUnavailable } from './errors';
import { describeError, type Log } from './log';
import { limitKey } from './known-session';
import { rateStore } from './rate-store';
import type { RefusedOrigins } from './refused-origins';

export const BODY_LIMIT = 256 * 1024;
/** A sealed link, or an id of 200 characters each of which is written as nine. */
const PARAM_LIMIT = 2_000;
/** Of one session, and of one address without any. */
const REQUESTS_A_MINUTE = 1_200;

export interface AppOptions {
  config: DeskConfig;
  clock: Clock;
  log: Log;
  /** How many proxies of ours stand before it, each of which adds to X-Forwarded-For. */
  proxies: number;
  /** Whose session a request presents decides whose limit it counts for. */
  sessions: Pick<Sessions, 'find'>;
  refusedOrigins: RefusedOrigins;
  /** Where the page may connect besides the desk, e.g. the emulator's gateway. */
  connectSources: readonly string[];
  https?: { key: string; cert: string };
  /** For a server that somebody else made, e.g. the emulator's. */
  serverFactory?: FastifyServerOptions['serverFactory'];
}

/** Fastify with everything that holds for all routes alike. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: (_address: string, hop: number) => hop < options.proxies,
    requestTimeout: 30_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: PARAM_LIMIT },
    ...(options.serverFactory ? { serverFactory: options.serverFactory } : {}),
    ...(options.https ? { https: options.https } : {}),
  }) as unknown as FastifyInstance;
  keepRawBody(app);
  answerErrors(app, options.log);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(options) },
    // The element's script is loaded by the ERP's pages; answers stay under CORS.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.config.local ? false : { maxAge: 31_536_000 },
  });
  app.addHook('onRequest', async ({ headers }) => options.refusedOrigins.look(headers));
  await app.register(cors, corsOf(options.config));
  await app.register(cookie);
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    store: rateStore(options.clock),
    keyGenerator: (request: FastifyRequest) => limitKey(request, options.sessions),
  });
  return app;
}

/** The signature covers the bytes as they came, so they are kept beside what was read from them. */
function keepRawBody(app: FastifyInstance): void {
  app.decorateRequest('rawBody', '');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = String(body);
    if (request.rawBody === '') done(null, undefined);
    else void parse(request, request.rawBody, done);
  });
}

function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = toApiError(error);
    const route = request.routeOptions.url ?? 'unknown';
    const unavailable = whyUnavailable(error);
    // A full disk would be filled further by a stack for each request.
    const { method } = request;
    if (unavailable !== undefined) log.warn({ route, method, why: unavailable }, 'request refused, the database does not serve it');
    else if (failure.status >= 500) log.error({ route, method, err: describeError(error) }, 'request failed');
    else log.debug({ route, method, code: failure.code, why: failure.message }, 'request refused');
    return reply.status(failure.status).send(failure.failure);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({ code: 'not-found', message: 'There is no such address.' }));
}

function corsOf(config: DeskConfig) {
  const allowed = new Set(Object.values(config.franchises).flatMap(({ origins }) => origins));
  return {
    origin: (origin: string | undefined, answer: (error: Error | null, allow: boolean) => void) =>
      answer(null, origin !== undefined && allowed.has(origin)),
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type'],
    // The cookie serves the desk's own page only.
    credentials: false,
    maxAge: 600,
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: string;
  }
}
