import { createSign } from 'node:crypto';
import https from 'node:https';
import type { Credentials } from './credentials';

export interface PlainRequest {
  host: string;
  agent: https.Agent;
  credentials: Credentials;
  method: string;
  parameters: Readonly<Record<string, string>>;
  timeoutMs: number;
  nowMs: number;
}

export const TOO_LONG = 'the answer is longer than 32 MB';
/** Many times the longest list. */
export const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

export class HttpStatusError extends Error {
  constructor(readonly status: number, readonly body: string) {
    super(`HTTP ${status}`);
  }
}

/** One request by plain HTTPS, urlencoded, with a token like that of the vendor's client. */
export function plainRequest(request: PlainRequest): Promise<unknown> {
  const body = new URLSearchParams({ cmd: request.method, ...request.parameters }).toString();
  const { hostname, port } = new URL(`https://${request.host}`);
  return new Promise((resolve, reject) => {
    const sent = https.request(
      {
        hostname,
        port: port || 443,
        path: '/platform_api',
        method: 'POST',
        agent: request.agent,
        timeout: request.timeoutMs,
        // An answer that trickles is no idle connection; whoever asked has given up by then.
        signal: AbortSignal.timeout(request.timeoutMs + 1000),
        headers: {
          authorization: accountAuthorization(request.credentials, request.nowMs),
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) response.destroy(new Error(TOO_LONG));
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status < 200 || status > 299) return reject(new HttpStatusError(status, text));
          try {
            resolve(JSON.parse(text));
          } catch {
            reject(new HttpStatusError(status, 'the answer is not JSON'));
          }
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('timeout')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Seconds that the vendor's client gives a token. */
const TOKEN_LIFE_S = 64;

/** The header by which a service account proves itself, to the API and to the storage of recordings. */
export function accountAuthorization(credentials: Credentials, nowMs: number): string {
  return `Bearer ${token(credentials, nowMs)}`;
}

function token(credentials: Credentials, nowMs: number): string {
  const iat = Math.floor(nowMs / 1000);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT', kid: credentials.key_id });
  const signed = `${head}.${part({ iss: credentials.account_id, iat, exp: iat + TOKEN_LIFE_S })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(credentials.private_key, 'base64url')}`;
}
