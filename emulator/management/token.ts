import { createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { AccountRows, KeyRow } from '../account/objects';
import { ApiError } from './api-error';
import type { RawParameters } from './parameters';

const LONGEST_LIFE_S = 3600;

export interface TokenCheck {
  account: AccountRows;
  /** The `Authorization` header, if any. */
  authorization: string | undefined;
  /** May carry `account_id` and `api_key`, the older way. */
  parameters: RawParameters;
  nowMs: number;
}

/** The key that signed the request. @throws ApiError 100, 447, 454, 455, 456 */
export function authorize(check: TokenCheck): KeyRow {
  const token = /^Bearer (.+)$/i.exec(check.authorization ?? '')?.[1];
  if (token === undefined) return authorizeByApiKey(check);
  const { header, claims, signed, signature } = decode(token);
  const key = check.account.keys.get(String(header['kid']));
  if (!key || !signatureHolds(key, signed, signature)) throw denied();
  checkTimes(claims, Math.floor(check.nowMs / 1000));
  if (Number(claims['iss']) !== check.account.accountId) throw denied();
  return key;
}

/** The prefix under which an account keeps its API keys beside the key pairs. */
export const API_KEY_PREFIX = 'api:';

function authorizeByApiKey({ account, parameters }: TokenCheck): KeyRow {
  const key = account.keys.get(`${API_KEY_PREFIX}${parameters['api_key'] ?? ''}`);
  const owner = Buffer.from(String(account.accountId));
  const given = Buffer.from(parameters['account_id'] ?? '');
  if (!key || owner.length !== given.length || !timingSafeEqual(owner, given)) throw denied();
  return key;
}

interface DecodedToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signed: Buffer;
  signature: Buffer;
}

function decode(token: string): DecodedToken {
  const [header, claims, signature, ...rest] = token.split('.');
  if (!header || !claims || !signature || rest.length > 0) throw malformed();
  const decoded = {
    header: parse(header),
    claims: parse(claims),
    signed: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, 'base64url'),
  };
  if (decoded.header['alg'] !== 'RS256' || typeof decoded.header['kid'] !== 'string') throw malformed();
  return decoded;
}

function parse(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, like any other text that is no token.
  }
  throw malformed();
}

function checkTimes(claims: Record<string, unknown>, nowS: number): void {
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number') throw malformed();
  if (exp - iat > LONGEST_LIFE_S) throw new ApiError(454, 'The token lives longer than allowed.');
  if (iat > nowS) throw new ApiError(455, 'The token was issued in the future.');
  if (exp <= nowS) throw new ApiError(456, 'The token has expired.');
}

const publicKeys = new WeakMap<KeyRow, KeyObject>();

function signatureHolds(key: KeyRow, signed: Buffer, signature: Buffer): boolean {
  if (key.publicKeyPem === '') return false;
  const known = publicKeys.get(key) ?? createPublicKey(key.publicKeyPem);
  publicKeys.set(key, known);
  return verify('RSA-SHA256', signed, known, signature);
}

function denied(): ApiError {
  return new ApiError(100, 'Authorization failed.');
}

function malformed(): ApiError {
  return new ApiError(447, 'The token format is invalid.');
}
