import { createHash, createHmac } from 'node:crypto';
import type { Switches } from '../../../switches';

/** Which bytes a text has is row 140. */
export function makeCrypto(switches: Switches): Record<string, (...args: unknown[]) => string> {
  const encoding = switches.textEncoding === 'latin-1' ? 'latin1' : 'utf8';
  const bytes = (data: unknown) => Buffer.from(String(data), encoding);
  const digest = (name: string, data: unknown) => createHash(name).update(bytes(data)).digest('hex');
  return {
    hmac_sha256: (key, data) => createHmac('sha256', bytes(key)).update(bytes(data)).digest('hex'),
    md5: (data) => digest('md5', Array.isArray(data) ? data.join('') : data),
    sha1: (data) => digest('sha1', data),
    sha256: (data) => digest('sha256', data),
  };
}
