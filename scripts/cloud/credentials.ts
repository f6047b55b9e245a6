import { createPrivateKey } from 'node:crypto';
import { readText } from '../read-text';
import { UserError } from '../user-error';

/** A service account's key file in the vendor's format. */
export interface Credentials {
  account_id: number;
  key_id: string;
  private_key: string;
}

const HOW_TO_GET = 'Make one in the Voximplant control panel under Settings → Service accounts, with the role Owner, Admin or Developer.';

/** Reads and checks a key file before the vendor's client sees it: there a mistake ends the process. */
export function readCredentials(file: string): Credentials {
  let text: string;
  try {
    text = readText(file);
  } catch (cause) {
    throw new UserError(`There is no key file at ${file}. ${HOW_TO_GET}`, { cause });
  }
  const value = parse(text, file);
  const missing = (['account_id', 'key_id', 'private_key'] as const).filter((name) => !value[name]);
  if (missing.length > 0) {
    throw new UserError(`The key file ${file} lacks ${missing.join(', ')}: it is not the file of a service account. ${HOW_TO_GET}`);
  }
  const credentials = { account_id: Number(value['account_id']), key_id: String(value['key_id']), private_key: String(value['private_key']) };
  try {
    createPrivateKey(credentials.private_key);
  } catch {
    // The cause is left out: its text may show the key.
    throw new UserError(`The private_key in ${file} is no PEM key; the file may be cut off. ${HOW_TO_GET}`);
  }
  return credentials;
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // JSON.parse quotes what it read, which may be the key.
  }
  throw new UserError(`The key file ${file} is not JSON. ${HOW_TO_GET}`);
}

/** The credentials must belong to the account that the config names; asked before any request. */
export function requireAccount(credentials: Credentials, environment: { name: string; account: number | null }, file: string): void {
  if (environment.account === null || environment.account === credentials.account_id) return;
  throw new UserError(
    `Environment "${environment.name}" is account ${environment.account}, but the key file ${file} belongs to account ` +
      `${credentials.account_id}. Nothing was written. Use the right key file, or correct environments.${environment.name}.account.`,
  );
}
