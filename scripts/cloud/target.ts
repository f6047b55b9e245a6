import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../read-text';
import { UserError } from '../user-error';

/** Where an environment's account is, and with which key. */
export interface CloudTarget {
  /** `api.voximplant.com`, or `127.0.0.1:<port>` of an emulator. */
  host: string;
  /** PEM of the authority to trust besides the usual ones; null for the real cloud. */
  ca: string | null;
  /** Path of the service account's key file. */
  credentials: string;
  /** Where an emulator's scenarios find the desk, whatever name the config gives it. */
  desk?: string;
}

/** Written by a running emulator, so that other processes find it. */
export interface EmulatorAddress {
  host: string;
  /** Paths. */
  ca: string;
  credentials: string;
  /** Address of the desk that runs beside it. */
  desk?: string;
}

export const emulatorAddressFile = (root: string, environment: string): string =>
  path.join(root, '.vox', environment, 'emulator.json');

export interface TargetQuestion {
  root: string;
  environment: { name: string; credentials: string | null };
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * The config's key file, else VOXIMPLANT_CREDENTIALS, both for the real cloud;
 * else the emulator that runs for this environment.
 */
export function findTarget({ root, environment, env }: TargetQuestion): CloudTarget {
  const credentials = environment.credentials ?? env['VOXIMPLANT_CREDENTIALS'] ?? null;
  const address = emulatorAddressFile(root, environment.name);
  if (environment.credentials === null && existsSync(address)) return readEmulator(address);
  if (credentials === null) {
    throw new UserError(
      `Environment "${environment.name}" has no key file, and no emulator runs for it.\n` +
        'Start one with `npm start` in another terminal, or name the key file of a service account: ' +
        `environments.${environment.name}.credentials in voxfiles.config.ts, or VOXIMPLANT_CREDENTIALS.`,
    );
  }
  return { host: env['VOXIMPLANT_API_HOST'] ?? 'api.voximplant.com', ca: null, credentials: path.resolve(root, credentials) };
}

function readEmulator(file: string): CloudTarget {
  const { host, ca, credentials, desk } = JSON.parse(readText(file)) as EmulatorAddress;
  return { host, ca: readText(ca), credentials, ...(desk === undefined ? {} : { desk }) };
}
