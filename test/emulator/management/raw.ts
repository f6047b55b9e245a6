import { createSign } from 'node:crypto';
import https from 'node:https';
import type { Credentials } from '../../../emulator/account/service-key';
import type { World } from './world';

export interface RawRequest {
  path?: string;
  verb?: 'GET' | 'POST';
  body?: string;
  type?: string;
  /** The Authorization header; a good token where left out, none where null. */
  authorization?: string | null;
}

export interface RawAnswer {
  status: number;
  body: { result?: unknown; error?: { code: number; msg: string } } & Record<string, unknown>;
}

/** One request as any other public client might send it. */
export function raw(world: World, request: RawRequest): Promise<RawAnswer> {
  const authorization = request.authorization === undefined ? `Bearer ${token(world.credentials)}` : request.authorization;
  return new Promise((resolve, reject) => {
    const sent = https.request(
      {
        host: '127.0.0.1', port: world.server.port, path: request.path ?? '/platform_api', method: request.verb ?? 'POST',
        ca: world.server.ca,
        headers: {
          ...(authorization === null ? {} : { authorization }),
          ...(request.body === undefined ? {} : { 'content-type': request.type ?? 'application/x-www-form-urlencoded' }),
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as RawAnswer['body'] }));
      },
    );
    sent.on('error', reject);
    sent.end(request.body);
  });
}

/** The code of a refusal, or 0. */
export async function codeOf(answer: Promise<RawAnswer>): Promise<number> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`HTTP ${status}`);
  return body.error?.code ?? 0;
}

/** Calls a method by the address form, with urlencoded parameters. */
export function call(world: World, method: string, parameters: Record<string, string | number | boolean> = {}): Promise<RawAnswer> {
  const body = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)])).toString();
  return raw(world, { path: `/platform_api/${method}`, body });
}

export interface TokenChange {
  kid?: string;
  alg?: string;
  iss?: number;
  /** Seconds from now. */
  iat?: number;
  exp?: number;
  privateKey?: string;
}

export function token(credentials: Credentials, change: TokenChange = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { alg: change.alg ?? 'RS256', typ: 'JWT', kid: change.kid ?? credentials.key_id };
  const iat = now + (change.iat ?? 0);
  const claims = { iss: change.iss ?? credentials.account_id, iat, exp: change.exp === undefined ? iat + 64 : now + change.exp };
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(change.privateKey ?? credentials.private_key, 'base64url')}`;
}
