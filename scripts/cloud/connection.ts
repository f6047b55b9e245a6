import https from 'node:https';
import { ManagementError, type ManagementFailure } from '../../contracts/management';
import type { Credentials } from './credentials';
import { HttpStatusError, plainRequest, TOO_LONG } from './plain-request';
import { plainText } from '../plain-text';
import { httpsAgentFor, ProxyError } from './proxy';
import type { CloudTarget } from './target';
import { askVendorClient, openVendorClient, PLAIN_METHODS, type VendorClient } from './vendor-client';

export type Body = Record<string, unknown>;
export type Parameters = Readonly<Record<string, string | number | boolean | readonly number[] | undefined>>;

export interface ConnectionOptions {
  target: CloudTarget;
  credentials: Credentials;
  now: () => number;
  timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 30_000;

/** Sends single requests and turns every way in which one can fail into a ManagementError. */
export class Connection {
  requests = 0;
  private client: Promise<VendorClient> | undefined;
  private readonly agent: https.Agent;

  constructor(private readonly options: ConnectionOptions) {
    this.agent = httpsAgentFor(options.target);
  }

  /** `object` says in words what it is about, for the error message. */
  async ask(method: string, parameters: Parameters, object: string): Promise<Body> {
    const given = withoutMissing(parameters);
    this.requests += 1;
    const answer = await this.inTime(this.send(method, given), { method, object });
    return requireSuccess(answer, { method, object });
  }

  close(): void {
    this.agent.destroy();
    https.globalAgent.destroy();
  }

  private async send(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (!PLAIN_METHODS.includes(method)) {
      this.client ??= openVendorClient(this.options.target, this.options.credentials);
      return askVendorClient(await this.client, method, parameters);
    }
    const texts = Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value.join(';') : String(value)]);
    return plainRequest({
      host: this.options.target.host,
      agent: this.agent,
      credentials: this.options.credentials,
      method,
      parameters: Object.fromEntries(texts) as Record<string, string>,
      timeoutMs: this.timeoutMs,
      nowMs: this.options.now(),
    });
  }

  /** The vendor's client has no time-out of its own. */
  private async inTime(sent: Promise<unknown>, about: About): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), this.timeoutMs);
    });
    try {
      return await Promise.race([sent, late]);
    } catch (cause) {
      throw failed(cause, about, this.timeoutMs);
    } finally {
      clearTimeout(timer);
    }
  }

  private get timeoutMs(): number {
    return this.options.timeoutMs ?? USUAL_TIMEOUT_MS;
  }
}

type About = Pick<ManagementFailure, 'method' | 'object'>;

/** undefined and null make the vendor's client throw; left out they mean the same. */
function withoutMissing(parameters: Parameters): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null));
}

function requireSuccess(answer: unknown, about: About): Body {
  if (typeof answer !== 'object' || answer === null) {
    throw new ManagementError({ ...about, kind: 'shape', code: 0, msg: 'the answer is no JSON object' });
  }
  const body = answer as Body;
  const errors = Array.isArray(body['errors']) ? (body['errors'] as unknown[]) : [];
  const error = (body['error'] ?? errors[0]) as { code?: number; msg?: string } | undefined;
  if (error !== undefined && error !== null) {
    throw new ManagementError({ ...about, kind: 'api', code: Number(error.code ?? 0), msg: plainText(error.msg ?? 'without a word') });
  }
  if (!('result' in body)) throw new ManagementError({ ...about, kind: 'shape', code: 0, msg: 'the answer has no result' });
  return body;
}

/** Errors of the client's HTTP library hold the request with its token, so nothing of them but code and status is kept. */
function failed(cause: unknown, about: About, timeoutMs: number): ManagementError {
  if (cause instanceof ManagementError) return cause;
  const error = cause as { message?: string; code?: string; response?: { status?: number } };
  const status = cause instanceof HttpStatusError ? cause.status : error.response?.status;
  if (status !== undefined) {
    const msg = cause instanceof HttpStatusError && status < 300 ? plainText(cause.body) : '';
    return new ManagementError({ ...about, kind: 'http', code: status, msg });
  }
  if (error.message === 'timeout') {
    return new ManagementError({ ...about, kind: 'timeout', code: 0, msg: `no answer within ${timeoutMs / 1000} s` });
  }
  // In the words of the vendor client's HTTP library.
  if (error.message?.startsWith('maxContentLength')) return new ManagementError({ ...about, kind: 'shape', code: 0, msg: TOO_LONG });
  if (cause instanceof ProxyError) return new ManagementError({ ...about, kind: 'transport', code: 0, msg: cause.message });
  if (typeof error.code === 'string') {
    return new ManagementError({ ...about, kind: 'transport', code: 0, msg: `the connection failed (${error.code})` });
  }
  return new ManagementError({ ...about, kind: 'shape', code: 0, msg: `the client gave up: ${error.message ?? 'unknown'}` });
}
