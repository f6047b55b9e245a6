import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AccountRows } from './objects';

/** A service account's key file as the vendor's client reads it. */
export interface Credentials {
  account_email: string;
  account_id: number;
  key_id: string;
  private_key: string;
}

/** Roles that may change an application; a key without any may only ask who it is. */
export const DEPLOY_ROLES = ['Owner', 'Admin', 'Developer'] as const;

/** Makes a key pair; the account keeps the public half, the caller gets the private one. */
export function createServiceKey(account: AccountRows, roles: readonly string[] = ['Owner']): Credentials {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const id = randomUUID();
  account.keys.set(id, { id, publicKeyPem: pair.publicKey, roles: [...roles] });
  return {
    account_email: `${account.accountName}-${randomBytes(3).toString('hex')}@example.invalid`,
    account_id: account.accountId,
    key_id: id,
    private_key: pair.privateKey,
  };
}

/** Writes the key file so that only its owner can read it. */
export function writeCredentials(path: string, credentials: Credentials): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  // The mode above is ignored where the file was there before.
  chmodSync(path, 0o600);
}
