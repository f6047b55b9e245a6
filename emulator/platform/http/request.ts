import { LIMITS } from '../limits';
import { textOf } from '../text';
import type { WireAnswer, WireRequest } from './wire';

/** What Net.httpRequest gives the scenario. */
export interface HttpResult {
  code: number;
  text?: string;
  data?: number[];
  headers?: { key: string; value: string }[];
  raw_headers?: string;
  error?: string;
}

interface Options {
  method?: unknown;
  postData?: unknown;
  headers?: unknown;
  params?: unknown;
  rawOutput?: unknown;
  timeout?: unknown;
  connectionTimeout?: unknown;
}

/** Reads the scenario's arguments; a malformed address gives its result at once. */
export function readRequest(
  sessionId: string,
  url: unknown,
  rawOptions: unknown,
): { request: WireRequest | null; result: HttpResult | null; raw: boolean } {
  const options: Options = typeof rawOptions === 'object' && rawOptions !== null ? rawOptions : {};
  const raw = options.rawOutput === true;
  const address = withParams(textOf(url), options.params);
  if (!address) return { request: null, result: { code: -2, error: `Malformed address ${String(url)}` }, raw };
  const body = bodyOf(options.postData);
  const request: WireRequest = {
    sessionId,
    url: address,
    method: typeof options.method === 'string' ? options.method.toUpperCase() : 'GET',
    headers: headersOf(options.headers, body !== null),
    body,
    timeoutMs: limited(options.timeout, LIMITS.httpTimeoutMs),
    connectTimeoutMs: limited(options.connectionTimeout, LIMITS.httpConnectMs),
  };
  return { request, result: null, raw };
}

/** A short text whose bytes are its characters; what a desk answers to most batches. */
const PLAIN = /^[\x01-\x7f]{0,200}$/;

/** The answer as the scenario sees it (rows 32, 35, 36). */
export function resultOf(answer: WireAnswer, raw: boolean): HttpResult {
  if ('failure' in answer) return { code: answer.failure, error: answer.error };
  if (answer.headers === undefined && !raw && typeof answer.body === 'string' && PLAIN.test(answer.body)) {
    return { code: answer.status, headers: [], raw_headers: '', text: answer.body };
  }
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : Buffer.from(answer.body ?? '');
  if (bytes.length > LIMITS.httpBodyBytes) return { code: -9, error: `Body of ${bytes.length} bytes is too large` };
  const headers = answer.headers ?? [];
  const result: HttpResult = {
    code: answer.status,
    headers: headers.map(([key, value]) => ({ key, value })),
    raw_headers: headers.map(([key, value]) => `${key}: ${value}\r\n`).join(''),
  };
  if (isTextual(headers, bytes)) result.text = bytes.toString('utf8');
  if (raw) result.data = [...bytes];
  return result;
}

function withParams(url: string, params: unknown): string | null {
  if (!isAddress(url)) return null;
  if (typeof params !== 'object' || params === null) return url;
  const parsed = new URL(url);
  for (const [name, value] of Object.entries(params)) parsed.searchParams.append(name, String(value));
  return parsed.href;
}

/** A scenario asks the same few addresses all day long. */
const addresses = new Set<string>();
const MOST_ADDRESSES = 100;

function isAddress(url: string): boolean {
  if (addresses.has(url)) return true;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false;
  if (addresses.size >= MOST_ADDRESSES) addresses.clear();
  addresses.add(url);
  return true;
}

function headersOf(headers: unknown, hasBody: boolean): [string, string][] {
  const list: [string, string][] = [];
  if (Array.isArray(headers)) {
    // The old form: ['Name: value', …].
    for (const line of headers) {
      const [name = '', ...rest] = String(line).split(':');
      list.push([name.trim(), rest.join(':').trim()]);
    }
  } else if (typeof headers === 'object' && headers !== null) {
    for (const name of Object.keys(headers)) list.push([name, textOf((headers as Record<string, unknown>)[name])]);
  }
  if (!has(list, 'user-agent')) list.push(['User-Agent', 'VoxEngine/1.0']);
  if (hasBody && !has(list, 'content-type')) list.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return list;
}

/** `wanted` in lower case. */
function has(list: readonly [string, string][], wanted: string): boolean {
  for (const [name] of list) if (name.length === wanted.length && name.toLowerCase() === wanted) return true;
  return false;
}

function bodyOf(postData: unknown): string | Uint8Array | null {
  if (postData === undefined || postData === null) return null;
  return Array.isArray(postData) ? Uint8Array.from(postData as number[]) : `${postData as string}`;
}

/** Seconds in, milliseconds out; larger values have no effect (row 34). */
function limited(seconds: unknown, limitMs: number): number {
  const ms = Number(seconds) * 1000;
  return ms > 0 ? Math.min(ms, limitMs) : limitMs;
}

function isTextual(headers: [string, string][], bytes: Buffer): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (type) return /text|json|xml|javascript|urlencoded/i.test(type);
  return !bytes.includes(0);
}
