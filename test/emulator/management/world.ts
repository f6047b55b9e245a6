import { createPublicKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import VoximplantClient from '@voximplant/apiclient-nodejs';
import { createAccount, type AccountOptions } from '../../../emulator/account/account';
import type { AccountRows } from '../../../emulator/account/objects';
import { createServiceKey, writeCredentials, type Credentials } from '../../../emulator/account/service-key';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { localCertificate, type Certificate } from '../../../emulator/management/certificate';
import { startManagementServer, type ManagementOptions, type ManagementServer } from '../../../emulator/management/server';

export type Client = InstanceType<typeof VoximplantClient>;

export interface World {
  account: AccountRows;
  server: ManagementServer;
  credentials: Credentials;
  /** Path of the key file. */
  keyFile: string;
  /** Stamps the objects; stands still until a test runs it on. */
  clock: VirtualClock;
  /** The vendor's own client, unmodified. */
  client: Client;
}

/** One certificate and one key for all tests of a process: making them is what takes the time. */
let certificate: Promise<Certificate> | undefined;
let key: Credentials | undefined;

function publicHalf({ private_key }: Credentials): string {
  return createPublicKey(private_key).export({ type: 'spki', format: 'pem' }).toString();
}

export async function startWorld(options: AccountOptions & Partial<ManagementOptions> = {}): Promise<World> {
  const account = options.account ?? createAccount({ phoneNumbers: ['74951234567', '74957654321'], ...options });
  key ??= createServiceKey(account);
  const credentials = { ...key, account_id: account.accountId };
  account.keys.set(key.key_id, { id: key.key_id, publicKeyPem: publicHalf(key), roles: ['Owner'] });
  const keyFile = path.join(mkdtempSync(path.join(tmpdir(), 'vox-key-')), 'credentials.json');
  writeCredentials(keyFile, credentials);
  const clock = new VirtualClock({ startMs: Date.UTC(2026, 0, 15, 9) });
  certificate ??= localCertificate();
  const server = await startManagementServer({
    clock, wallNow: () => Date.now(), certificate: await certificate, ...options, account,
  });
  Object.assign(https.globalAgent.options, { ca: server.ca, secureContext: undefined });
  const client = await vendorClient(keyFile, server.host);
  return { account, server, credentials, keyFile, clock, client };
}

export function vendorClient(keyFile: string, host: string): Promise<Client> {
  const Client = (VoximplantClient as unknown as { default?: typeof VoximplantClient }).default ?? VoximplantClient;
  return new Promise((resolve) => {
    const client = new Client({ pathToCredentials: keyFile, host });
    client.onReady = resolve;
  });
}
