import { createHash, createHmac } from 'node:crypto';
import { deriveOperatorPassword, OPERATOR_KEY } from '../../contracts/operator-password';
import type { Credentials } from '../cloud/credentials';
import type { NormalConfig, NormalOperator } from '../config/normal-config';

export type Variables = Readonly<Record<string, string | undefined>>;

export const hmacSha256Hex = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('hex');
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Shows whether a secret value is the same as before. Keyed by the account's
 * private key: without it nobody can try values against a state file or a plan.
 */
export function fingerprinter(credentials: Credentials): (what: string, value: string) => string {
  const key = hmacSha256Hex(credentials.private_key, 'fingerprints of secret values');
  return (what, value) => `hmac:${hmacSha256Hex(key, `${what}\n${value}`).slice(0, 16)}`;
}

/** The value of each secret that is at hand. */
export function secretValues(config: NormalConfig, env: Variables): Map<string, string> {
  return new Map(config.secrets.flatMap(({ name, fromEnv }) => {
    const value = env[fromEnv];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  }));
}

/** That of an operator of the config, or of one whom it lists no more; undefined without OPERATOR_KEY. */
export function passwordByName(config: NormalConfig, env: Variables, name: string): string | undefined {
  const passwordVersion = config.operators.find((one) => one.name === name)?.passwordVersion ?? 1;
  return operatorPassword(config, env, { name, passwordVersion });
}

/** undefined without OPERATOR_KEY. */
export function operatorPassword(
  config: NormalConfig,
  env: Variables,
  operator: Pick<NormalOperator, 'name' | 'passwordVersion'>,
): string | undefined {
  const key = env[OPERATOR_KEY];
  if (!key) return undefined;
  const who = { application: config.application.name, user: operator.name, version: operator.passwordVersion };
  return deriveOperatorPassword(key, who, hmacSha256Hex);
}
