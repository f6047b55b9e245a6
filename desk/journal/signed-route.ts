import type { FastifyInstance } from 'fastify';
import { checkSignature, NONCE_KEPT_MS } from '../../contracts/signature';
import type { Clock } from '../clock';
import type { CloudTime } from '../lease/cloud-time';
import type { DeskKeys } from '../config';
import { gather } from '../database/gather';
import type { Database } from '../database/port';
import { ApiError } from '../http/errors';
import type { Log } from '../http/log';
import { hmacSha256Hex } from '../sign-in/one-time-key';
import { readBatch } from './event-schema';
import type { Journal } from './receive';

export const EVENTS_PATH = '/api/calls/events';
const EVENTS_BODY_LIMIT = 256 * 1024;
const NONCE_MOST = 200;
const UNREAD_NAMED = 5;
/** In a rush nonces are noted together this often. */
const CHECK_EVERY_MS = 20;

interface SignedParts { db: Database; clock: Clock; cloudTime: CloudTime; keys: DeskKeys; journal: Journal; log: Log }

/** `POST /api/calls/events`: what sessions tell. The signature is the sign-in, its franchise stands in the batch. */
export function registerSignedRoute(app: FastifyInstance, { db, clock, cloudTime, keys, journal, log }: SignedParts): void {
  const isFirst = gather<string, boolean>({ everyMs: CHECK_EVERY_MS, keyOf: (nonce) => nonce, work: (nonces) => areFirst(db, nonces, clock.now()) });
  app.post(EVENTS_PATH, {
    bodyLimit: EVENTS_BODY_LIMIT,
    // Sessions share a few addresses, and each call has its own budget.
    config: { rateLimit: { max: 60_000, timeWindow: 60_000 } },
  }, async (request, reply) => {
    const verdict = cloudTime.check((nowMs) => checkSignature({
      headers: (name) => oneHeader(request.headers[name.toLowerCase()]),
      body: request.rawBody,
      nowMs,
      keys: (name) => keys.desk[name],
      seen: () => false,
    }, hmacSha256Hex));
    if (!verdict.ok || verdict.nonce.length > NONCE_MOST || !(await isFirst(verdict.nonce))) {
      log.warn({ why: verdict.ok ? 'replayed' : verdict.why }, 'refused call events');
      throw new ApiError('signed-out', 'The batch is not signed as the desk wants it.');
    }
    const read = readBatch(request.body);
    if (typeof read === 'string') throw new ApiError('bad-request', `The body is ${read}.`);
    const { batch, unread } = read;
    if (unread.length > 0) log.warn({ callId: batch.callId, unread: unread.slice(0, UNREAD_NAMED) }, 'left out call events that cannot be read');
    return reply.send(await journal.receive(batch));
  });
}

/** Whichever desk process saw it first. */
async function areFirst(db: Database, nonces: readonly string[], nowMs: number): Promise<boolean[]> {
  const added = await db.query<{ nonce: string }>(
    'insert into nonces (nonce, at) select n.nonce, $2 from json_array_elements_text($1::json) as n (nonce) order by n.nonce on conflict (nonce) do nothing returning nonce',
    [JSON.stringify(nonces), nowMs]);
  const first = new Set(added.map(({ nonce }) => nonce));
  return nonces.map((nonce) => first.has(nonce));
}

export async function forgetNonces(db: Database, nowMs: number): Promise<void> {
  await db.query('delete from nonces where at < $1', [nowMs - NONCE_KEPT_MS]);
}

function oneHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}
