import { createHash, timingSafeEqual } from 'node:crypto';

/** The realm is fixed by the vendor. */
const realm = 'voximplant.com';

/** What the SDK sends instead of the password; `name` is the part before `@`. */
export function passwordDigest(name: string, password: string, algorithm: 'md5' | 'sha256'): string {
  return hash(algorithm, `${name}:${realm}:${password}`);
}

/** What answers a one-time key. Formula: the vendor's guide on one-time keys. */
export function oneTimeHash(key: string, name: string, password: string): string {
  return hash('md5', `${key}|${passwordDigest(name, password, 'md5')}`);
}

export function sameSecret(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

function hash(algorithm: 'md5' | 'sha256', text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
