import { existsSync } from 'node:fs';
import path from 'node:path';
import { readCredentials } from '../cloud/credentials';
import { emulatorAddressFile, type CloudTarget } from '../cloud/target';
import type { NormalConfig, NormalEnvironment } from '../config/normal-config';
import { accountOfState } from '../releases/state-file';
import { UserError } from '../user-error';

export interface Place {
  root: string;
  config: NormalConfig;
  environment: NormalEnvironment;
  target: CloudTarget;
}

/**
 * The config's check sees equal accounts and key files; whose accounts the key files are, and where another environment
 * was deployed to, is known only here. Accounts of emulators are each a world of its own, whatever their number.
 */
export function requireOwnAccount({ root, config, environment, target }: Place, account: number): void {
  if (target.ca !== null) return;
  const twin = config.environments.find((other) => other.name !== environment.name && accountOf(root, other, config.application.name) === account);
  if (!twin) return;
  throw new UserError(
    `Environments "${environment.name}" and "${twin.name}" both lead to account ${account} and application "${config.application.name}", ` +
      'so each would remove what the other made. Nothing was written. Use a key file of another account, or give one of them a config of ' +
      'its own with another application.name.',
  );
}

function accountOf(root: string, environment: NormalEnvironment, application: string): number | null {
  const { name, account, credentials } = environment;
  if (account !== null) return account;
  if (credentials !== null) return accountOfKey(path.resolve(root, credentials));
  return existsSync(emulatorAddressFile(root, name)) ? null : accountOfState({ root, environment: name, application });
}

/** null where this machine does not have the key, or it cannot be read: then nobody deploys with it here. */
function accountOfKey(file: string): number | null {
  try {
    return readCredentials(file).account_id;
  } catch {
    return null;
  }
}
