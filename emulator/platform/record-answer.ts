import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Records } from './media/records';

const RECORD_PATH = /^\/records\/([\w-]+)\.mp3$/;
const RANGE = /^bytes=(\d*)-(\d*)$/;

/** Serves a recording, whole or the part that a player asks for. False: the path is no recording's. */
export function answerRecord(records: Records, { request, response, path }: Asked): boolean {
  const name = RECORD_PATH.exec(path)?.[1];
  if (name === undefined) return false;
  const file = records.file(name);
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such recording, or it is not over yet.');
    return true;
  }
  const { bytes, type } = file;
  const head = { 'content-type': type, 'accept-ranges': 'bytes' };
  const part = partOf(request.headers.range, bytes.length);
  if (part === null) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return true;
  }
  const body = bytes.subarray(part.from, part.to + 1);
  const ranged = part.whole ? {} : { 'content-range': `bytes ${part.from}-${part.to}/${bytes.length}` };
  response.writeHead(part.whole ? 200 : 206, { ...head, ...ranged, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}

interface Asked { request: IncomingMessage; response: ServerResponse; path: string }

/** Both ends included; null: nothing of the file is in it. */
function partOf(range: string | undefined, length: number): { from: number; to: number; whole: boolean } | null {
  const [, first = '', last = ''] = RANGE.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { from: 0, to: length - 1, whole: true };
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to ? { from, to, whole: false } : null;
}
