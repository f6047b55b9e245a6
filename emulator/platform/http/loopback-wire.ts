import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { LIMITS } from '../limits';
import type { HttpFailure, Wire, WireAnswer, WireRequest } from './wire';

export interface LoopbackOptions {
  /** Certificates to trust besides the system's, for https servers on this machine. */
  ca?: string;
  /** Real time after which a server here counts as silent. */
  realTimeoutMs?: number;
}

/** Redirects that are followed; one more is -5. */
const MOST_REDIRECTS = 5;
const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/;

/** Carries requests to servers on this machine, and refuses every other host by name. */
export function loopbackWire(options: LoopbackOptions = {}): Wire {
  return (request) => travel(request, options, MOST_REDIRECTS);
}

async function travel(request: WireRequest, options: LoopbackOptions, redirects: number): Promise<WireAnswer> {
  const url = new URL(request.url);
  if (!LOOPBACK.test(url.hostname)) {
    return { failure: -3, error: `The emulator reaches this machine only, not ${url.hostname}` };
  }
  let answer: { response: IncomingMessage; body: Buffer };
  try {
    answer = await exchange(request, url, options);
  } catch (error) {
    return failureOf(error);
  }
  const { response, body } = answer;
  const { location } = response.headers;
  const status = response.statusCode ?? 0;
  if (location !== undefined && status >= 300 && status < 400) {
    if (redirects === 0) return { failure: -5, error: `More than ${MOST_REDIRECTS} redirects` };
    const next = { ...request, url: new URL(location, url).href };
    return travel(status === 307 || status === 308 ? next : { ...next, method: 'GET', body: null }, options, redirects - 1);
  }
  return { status, headers: headerPairs(response), body };
}

function exchange(
  { method, headers, body, timeoutMs }: WireRequest,
  url: URL,
  options: LoopbackOptions,
): Promise<{ response: IncomingMessage; body: Buffer }> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const patienceMs = Math.min(timeoutMs, options.realTimeoutMs ?? 10_000);
  // Not `AbortSignal.timeout`: it fires, at some cost, also when the answer has long been there.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  return new Promise<{ response: IncomingMessage; body: Buffer }>((resolve, reject) => {
    const outgoing = send(
      url,
      { method, headers: Object.fromEntries(headers), signal: patience.signal, ...(options.ca ? { ca: options.ca } : {}) },
      (response) => {
        readBody(response).then((text) => resolve({ response, body: text }), reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  }).finally(() => clearTimeout(timer));
}

/** One byte over the limit is enough to know. */
async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > LIMITS.httpBodyBytes) break;
  }
  return Buffer.concat(chunks);
}

const FAILURES: Readonly<Record<string, HttpFailure>> = {
  ENOTFOUND: -3,
  ECONNREFUSED: -4,
  ECONNRESET: -6,
  ABORT_ERR: -7,
  ETIMEDOUT: -7,
};

function failureOf(error: unknown): WireAnswer {
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  const failure = name === 'TimeoutError' || name === 'AbortError' ? -7 : (FAILURES[code ?? ''] ?? -6);
  if (failure === -7) return { failure, error: 'Timeout is reached', delayMs: Number.MAX_SAFE_INTEGER };
  return { failure, error: message ?? String(error) };
}

function headerPairs(response: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  const raw = response.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return pairs;
}
