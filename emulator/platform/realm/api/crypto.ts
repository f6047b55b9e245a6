import { hash } from 'node:crypto';
import type { Switches } from '../../../switches';

/** Which bytes a text has is row 140. */
export function makeCrypto(switches: Switches): Record<string, (...args: unknown[]) => string> {
  const encoding = switches.textEncoding === 'latin-1' ? 'latin1' : 'utf8';
  const bytes = (data: unknown) => Buffer.from(String(data), encoding);
  const digest = (name: string, data: unknown) => hash(name, bytes(data), 'hex');
  const hmac = hmacSha256(encoding);
  return {
    hmac_sha256: (key, data) => hmac(String(key), String(data)),
    md5: (data) => digest('md5', Array.isArray(data) ? data.join('') : data),
    sha1: (data) => digest('sha1', data),
    sha256: (data) => digest('sha256', data),
  };
}

/** Bytes that SHA-256 takes at a time. */
const BLOCK = 64;

/**
 * HMAC as RFC 2104 has it, over one-shot hashes: node's own Hmac object costs several times the hash itself, and
 * every batch of events of every call is signed.
 */
function hmacSha256(encoding: 'latin1' | 'utf8'): (key: string, data: string) => string {
  let last: { key: string; inner: Buffer; outer: Buffer } | null = null;
  return (key, data) => {
    if (last?.key !== key) last = { key, ...paddedKey(Buffer.from(key, encoding)) };
    const text = Buffer.allocUnsafe(BLOCK + Buffer.byteLength(data, encoding));
    last.inner.copy(text);
    text.write(data, BLOCK, encoding);
    hash('sha256', text, 'buffer').copy(last.outer, BLOCK);
    return hash('sha256', last.outer, 'hex');
  };
}

function paddedKey(given: Buffer): { inner: Buffer; outer: Buffer } {
  const key = given.length > BLOCK ? hash('sha256', given, 'buffer') : given;
  const inner = Buffer.alloc(BLOCK, 0x36);
  const outer = Buffer.alloc(BLOCK + 32, 0x5c);
  key.forEach((byte, at) => {
    inner[at] = 0x36 ^ byte;
    outer[at] = 0x5c ^ byte;
  });
  return { inner, outer };
}
