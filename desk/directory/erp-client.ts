import type { z } from 'zod';
import type { Clock } from '../clock';
import { createBreaker, type Breaker } from './breaker';
import { DirectoryDown, DirectoryRefused } from './port';

export interface ErpEndpoint { url: string; bearer: string; franchise: string }

export interface ErpRequest<T> {
  method?: 'GET' | 'PUT';
  /** Under the ERP's URL, e.g. `/v1/customers`. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** Makes a repeated write one write. */
  idempotencyKey?: string;
  schema: z.ZodType<T>;
  /** True: a 404 answers undefined instead of failing. */
  mayLack?: boolean;
}

export interface ErpClient {
  ask<T>(request: ErpRequest<T>): Promise<T | undefined>;
}

export const ERP_TIMEOUT_MS = 3_000;
const ANSWER_LIMIT = 2_000_000;

/** HTTP to one franchise's ERP: bounded in time and size, behind a breaker, every answer checked. */
export function createErpClient(endpoint: ErpEndpoint, options: { clock: Clock; timeoutMs?: number; breaker?: Breaker }): ErpClient {
  const breaker = options.breaker ?? createBreaker(options.clock);
  const timeoutMs = options.timeoutMs ?? ERP_TIMEOUT_MS;
  return { ask: (request) => breaker.run(() => ask(endpoint, request, timeoutMs)) };
}

async function ask<T>(endpoint: ErpEndpoint, request: ErpRequest<T>, timeoutMs: number): Promise<T | undefined> {
  const { status, text } = await exchange(endpoint, request, timeoutMs);
  if (status === 404 && request.mayLack) return undefined;
  if (status < 200 || status > 299) throw failed(status, request.path.split('/')[2] ?? request.path);
  const read = request.schema.safeParse(parse(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new DirectoryDown(`The ERP's answer is not what its contract says (${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'malformed'}).`, 5_000);
}

/** Asked too often or too slowly: these 4xx may pass. */
const FOR_NOW = [408, 425, 429];

function failed(status: number, what: string): DirectoryDown {
  const message = `The ERP answered ${status} to ${what}.`;
  return status >= 400 && status < 500 && !FOR_NOW.includes(status) ? new DirectoryRefused(message, status) : new DirectoryDown(message, 2_000);
}

async function exchange<T>(endpoint: ErpEndpoint, request: ErpRequest<T>, timeoutMs: number): Promise<{ status: number; text: string }> {
  const url = new URL(endpoint.url.replace(/\/$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url, {
      method: request.method ?? 'GET',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer ${endpoint.bearer}`,
        accept: 'application/json',
        'x-franchise': endpoint.franchise,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.idempotencyKey ? { 'idempotency-key': request.idempotencyKey } : {}),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    return { status: answer.status, text: await readAtMost(answer, ANSWER_LIMIT) };
  } catch (cause) {
    // The address holds the caller's number; only the kind of failure goes on.
    throw new DirectoryDown(`The ERP did not answer within ${timeoutMs} ms, or refused the connection.`, 2_000, { cause: kindOf(cause) });
  }
}

async function readAtMost(answer: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > limit) throw new Error('answer too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(cause: unknown): Error {
  const code = cause instanceof Error && cause.cause instanceof Error && 'code' in cause.cause ? String(cause.cause.code) : undefined;
  return new Error(code ?? (cause instanceof Error ? cause.name : 'unknown'));
}
