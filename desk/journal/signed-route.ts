import type { FastifyInstance } from 'fastify';
import { checkSignature, NONCE_KEPT_MS } from '../../contracts/signature';
import type { Clock } from '../clock';
import type { DeskKeys } from '../config';
import type { Database } from '../database/port';
import { ApiError } from '../http/errors';
import type { Log } from '../http/log';
import { hmacSha256Hex } from '../sign-in/one-time-key';
import { batchSchema } from './event-schema';
import type { Journal } from './receive';

export const EVENTS_PATH = '/api/calls/events';
const EVENTS_BODY_LIMIT = 256 * 1024;

interface SignedParts { db: Database; clock: Clock; keys: DeskKeys; journal: Journal; log: Log }

/** `POST /api/calls/events`: what sessions tell. The signature is the sign-in, its franchise stands in the batch. */
export function registerSignedRoute(app: FastifyInstance, { db, clock, keys, journal, log }: SignedParts): void {
  app.post(EVENTS_PATH, {
    bodyLimit: EVENTS_BODY_LIMIT,
    // Sessions share a few addresses, and each call has its own budget.
    config: { access: 'signed', rateLimit: { max: 60_000, timeWindow: 60_000 } },
  }, async (request, reply) => {
    const verdict = checkSignature({
      headers: (name) => oneHeader(request.headers[name.toLowerCase()]),
      body: request.rawBody,
      nowMs: clock.now(),
      keys: (name) => keys.desk[name],
      seen: () => false,
    }, hmacSha256Hex);
    if (!verdict.ok || !(await isFirst(db, verdict.nonce, clock.now()))) {
      log.warn({ why: verdict.ok ? 'replayed' : verdict.why }, 'refused call events');
      throw new ApiError('signed-out', 'The batch is not signed as the desk wants it.');
    }
    const batch = batchSchema.safeParse(request.body);
    if (!batch.success) throw new ApiError('bad-request', `The batch is malformed: ${batch.error.issues[0]?.code ?? 'unknown'}.`);
    return reply.send(await journal.receive(batch.data));
  });
}

/** Whichever desk process saw it first. */
async function isFirst(db: Database, nonce: string, nowMs: number): Promise<boolean> {
  if (nonce.length > 200) return false;
  const added = await db.query('insert into nonces (nonce, at) values ($1, $2) on conflict (nonce) do nothing returning nonce', [nonce, nowMs]);
  return added.length > 0;
}

export async function forgetNonces(db: Database, nowMs: number): Promise<void> {
  await db.query('delete from nonces where at < $1', [nowMs - NONCE_KEPT_MS]);
}

function oneHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}
