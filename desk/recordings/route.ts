import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DeskFailure } from '../../contracts/desk-failures';
import type { Database } from '../database/port';
import { ApiError } from '../http/errors';
import { describeError, type Log } from '../http/log';
import { RECORDINGS_PATH, type Recording, type RecordingLinks } from './links';
import { fetchRecording, type StorageRules } from './storage';

interface RouteParts { db: Database; log: Log; links: RecordingLinks; storage: StorageRules }

/** What a player may be told of the storage's answer; everything else stays here. */
const PASSED_ON = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'];
const RANGE = /^bytes=\d*-\d*$/;

/** `GET /api/recordings/‹link›`: the sound of one recording, whole or in parts. The link is the sign-in. */
export function registerRecordingRoute(app: FastifyInstance, parts: RouteParts): void {
  app.get<{ Params: { token: string } }>(`${RECORDINGS_PATH}/:token`, async (request, reply) => {
    const recording = parts.links.read(request.params.token);
    if (!recording) throw new ApiError('forbidden', 'The link to the recording is over; ask for another.');
    const address = await addressOf(parts.db, recording);
    if (address === undefined) throw new ApiError('not-found', 'There is no such recording.');
    const gone = new AbortController();
    request.raw.socket.once('close', () => gone.abort());
    const { range } = request.headers;
    const answer = await ask(address, { range: range !== undefined && RANGE.test(range) ? range : undefined, signal: gone.signal }, parts);
    return play(reply, answer);
  });
}

/** Within the franchise that the link names, at the moment of asking: an erased call has none. */
export async function addressOf(db: Database, { franchise, callId, index }: Recording): Promise<string | undefined> {
  const [row] = await db.query<{ records: string }>('select records from calls where franchise = $1 and call_id = $2', [franchise, callId]);
  return row && (JSON.parse(row.records) as string[])[index];
}

async function ask(address: string, how: { range: string | undefined; signal: AbortSignal }, { storage, log }: RouteParts): Promise<Response> {
  const answer = await fetchRecording(address, how, storage).catch((error: unknown) => {
    if (error instanceof DeskFailure) throw new ApiError('unavailable', error.message);
    // The address is no secret of a person, but it opens the recording: names of errors only.
    const { name, cause } = describeError(error) as { name?: string; cause?: { code?: string } };
    log.warn({ why: name, code: cause?.code }, 'a recording could not be fetched');
    throw new ApiError('unavailable', 'The storage of recordings did not answer.');
  });
  if ([200, 206, 416].includes(answer.status)) return answer;
  await answer.body?.cancel();
  if (answer.status === 404) throw new ApiError('not-found', 'The storage no longer has this recording.');
  log.warn({ status: answer.status }, 'the storage refused a recording');
  throw new ApiError('unavailable', 'The storage of recordings refused.');
}

function play(reply: FastifyReply, answer: Response): FastifyReply {
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  const type = answer.headers.get('content-type') ?? '';
  void reply.status(answer.status)
    // Never what a browser would show as a page of the desk.
    .header('content-type', /^audio\/[\w.+-]+$/.test(type) ? type : 'audio/mpeg')
    .header('content-disposition', 'inline')
    .header('cache-control', 'private, no-store');
  // fetch has unpacked it: the length of the packed form would be wrong.
  if (answer.headers.has('content-encoding')) void reply.removeHeader('content-length');
  return reply.send(answer.body === null ? '' : Readable.fromWeb(answer.body as ReadableStream<Uint8Array>));
}
