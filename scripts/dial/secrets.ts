import { randomBytes } from 'node:crypto';
import type { NormalConfig } from '../config/normal-config';

/** Values for an emulator that lives as long as one command, by the secrets' names. */
export function madeUpSecrets(config: NormalConfig): Record<string, string> {
  return Object.fromEntries(config.secrets.map(({ name }) => [name, randomBytes(24).toString('hex')]));
}

/** Deploy reads secrets, and the key that operators' passwords come from, out of environment variables. */
export function variablesOf(config: NormalConfig, secrets: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const variables = config.secrets.map(({ name, fromEnv }) => [fromEnv, secrets[name]] as const);
  return { ...Object.fromEntries(variables), OPERATOR_KEY: randomBytes(24).toString('hex') };
}
