import { randomBytes } from 'node:crypto';
import type { VoxConfig } from '../contracts/config';
import { Mistake } from '../contracts/desk-failures';
import { DESK_KEY_NAMES } from '../contracts/signature';
import type { DeskKeys, SignInKey } from './config';

const SHORTEST_KEY = 32;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The desk's secrets from the environment: `VOX_DESK_KEY_1`, `VOX_DESK_KEY_2`, `OPERATOR_KEY`, and for each franchise
 * `ERP_SIGN_IN_SECRET_‹NAME›` or `ERP_SIGN_IN_PUBLIC_KEY_‹NAME›`. Every one that lacks is named at once. With `local`,
 * sign-in secrets are made up for the time the desk runs.
 */
export function deskKeysFrom(config: VoxConfig, env: Env, { local }: { local: boolean }): DeskKeys {
  const missing: string[] = [];
  const franchises = Object.keys(config.franchises);
  const desk = Object.fromEntries(DESK_KEY_NAMES.map((name) => [name, env[config.secrets[name]?.fromEnv ?? name]]));
  if (DESK_KEY_NAMES.every((name) => !desk[name])) missing.push(DESK_KEY_NAMES[0]);
  const operator = env['OPERATOR_KEY'] ?? '';
  if (operator === '') missing.push('OPERATOR_KEY');
  const erpSignIn = Object.fromEntries(franchises.flatMap((name): [string, SignInKey][] => {
    const key = signInKey(name, env, local);
    if (!key) missing.push(`ERP_SIGN_IN_SECRET_${envName(name)}`);
    return key ? [[name, key]] : [];
  }));
  const erpApi = Object.fromEntries(franchises.flatMap((name): [string, string][] => {
    const customers = config.franchises[name]?.customers;
    if (customers?.source !== 'erp') return [];
    const variable = config.secrets[customers.secret]?.fromEnv ?? customers.secret;
    if (!env[variable]) missing.push(variable);
    return [[name, env[variable] ?? '']];
  }));
  if (missing.length > 0) {
    throw new Mistake(`The desk needs these environment variables, which are not set: ${missing.join(', ')}. `
      + 'docs/desk.md says what each is; a new key is made by: openssl rand -hex 32');
  }
  const weak = local ? [] : [...Object.entries(desk), ['OPERATOR_KEY', operator] as const]
    .flatMap(([name, key]) => (key && key.length < SHORTEST_KEY ? [name] : []));
  if (weak.length > 0) throw new Mistake(`These keys are shorter than ${SHORTEST_KEY} characters and could be guessed: ${weak.join(', ')}.`);
  return { desk, operator, erpSignIn, erpApi };
}

function signInKey(franchise: string, env: Env, local: boolean): SignInKey | undefined {
  const pem = env[`ERP_SIGN_IN_PUBLIC_KEY_${envName(franchise)}`];
  if (pem) return { kind: 'public', pem: pem.replaceAll('\\n', '\n') };
  const secret = env[`ERP_SIGN_IN_SECRET_${envName(franchise)}`] ?? (local ? randomBytes(32).toString('hex') : undefined);
  return secret ? { kind: 'secret', secret } : undefined;
}

function envName(franchise: string): string {
  return franchise.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
