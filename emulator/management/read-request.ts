import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { RawParameters } from './parameters';

/** A scenario is 128 KB at most; what is larger than this is no request of ours. */
const LARGEST_BODY = 4 * 1024 * 1024;

export interface ApiRequest {
  /** '' where neither the address nor `cmd` names one. */
  method: string;
  parameters: RawParameters;
}

export class RequestTooLarge extends Error {}

/**
 * Both forms of the address, GET and POST, urlencoded and multipart bodies, and any mix with the query string.
 * @returns undefined where the address is not the API's.
 */
export async function readRequest(request: IncomingMessage): Promise<ApiRequest | undefined> {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const path = /^\/platform_api(?:\/([^/]*))?\/?$/.exec(url.pathname);
  if (!path) return undefined;
  const fields = { ...Object.fromEntries(url.searchParams), ...(await readBody(request)) };
  const { cmd, ...parameters } = fields;
  return { method: decodeURIComponent(path[1] ?? '') || cmd || '', parameters };
}

async function readBody(request: IncomingMessage): Promise<Record<string, string>> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(request, type);
  const text = await readText(request);
  return Object.fromEntries(new URLSearchParams(text));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY) throw new RequestTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readMultipart(request: IncomingMessage, type: string): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const headers: BusboyHeaders = { ...request.headers, 'content-type': type };
    const parser = new Busboy({ headers, limits: { fieldSize: LARGEST_BODY, fields: 200 } });
    parser.on('field', (name, value, ...[, truncated]) => {
      if (truncated) reject(new RequestTooLarge());
      fields[name] = value;
    });
    parser.on('file', (name, stream) => {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => (fields[name] = text));
    });
    parser.on('finish', () => resolve(fields));
    parser.on('error', (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
    request.on('error', reject);
    request.pipe(parser);
  });
}
