import { hash } from 'node:crypto';
import type { Switches } from '../../../switches';
import { textOf } from '../../text';

/** Which bytes a text has is row 140. */
export function makeCrypto(switches: Switches): Record<string, (...args: unknown[]) => string> {
  const encoding = switches.textEncoding === 'latin-1' ? 'latin1' : 'utf8';
  const bytes = (data: unknown) => Buffer.from(String(data), encoding);
  const digest = (name: string, data: unknown) => hash(name, bytes(data), 'hex');
  const hmac = hmacSha256(encoding);
  return {
    hmac_sha256: (key, data) => hmac(textOf(key), textOf(data)),
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
  let last: { key: string; inner: Buffer; outer: Buffer; innerText: string | null } | null = null;
  return (key, data) => {
    if (last?.key !== key) last = { key, ...paddedKey(Buffer.from(key, encoding)) };
    last.outer.write(hash('sha256', innerOf(last, data, encoding), 'binary'), BLOCK, 'latin1');
    return hash('sha256', last.outer, 'hex');
  };
}

/** What is hashed first. Text goes to the hash as it is, which takes it as UTF-8; bytes cost a buffer each time. */
function innerOf({ inner, innerText }: { inner: Buffer; innerText: string | null }, data: string, encoding: 'latin1' | 'utf8'): string | Buffer {
  return innerText !== null && encoding === 'utf8' ? innerText + data : Buffer.concat([inner, Buffer.from(data, encoding)]);
}

/** `innerText`: the inner key as text, where it is ASCII and so the same in UTF-8; null where it is not. */
function paddedKey(given: Buffer): { inner: Buffer; outer: Buffer; innerText: string | null } {
  const key = given.length > BLOCK ? hash('sha256', given, 'buffer') : given;
  const inner = Buffer.alloc(BLOCK, 0x36);
  const outer = Buffer.alloc(BLOCK + 32, 0x5c);
  key.forEach((byte, at) => {
    inner[at] = 0x36 ^ byte;
    outer[at] = 0x5c ^ byte;
  });
  return { inner, outer, innerText: inner.every((byte) => byte < 0x80) ? inner.toString('latin1') : null };
}
