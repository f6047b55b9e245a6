import type { Management } from '../../contracts/management';
import { readCredentials, requireAccount } from '../cloud/credentials';
import { openManagement } from '../cloud/management';
import { findTarget } from '../cloud/target';
import type { CommandContext } from '../command';
import { environmentOf, type readBoth } from '../config/read-config';

export interface AccountPlace { root: string; env: CommandContext['env']; environment: string; config: Awaited<ReturnType<typeof readBoth>>['config'] }

/** The account, where this machine has its key; a `UserError` says what is missing. */
export function openAccount({ root, env, environment, config }: AccountPlace, now: () => number): Management {
  const target = findTarget({ root, env, environment: environmentOf(config, environment) });
  const credentials = readCredentials(target.credentials);
  requireAccount(credentials, environmentOf(config, environment), target.credentials);
  return openManagement({ target, credentials, now });
}
