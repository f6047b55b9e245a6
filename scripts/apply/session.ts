import type { Management } from '../../contracts/management';
import type { BuiltScenario } from '../build/built-scenario';
import { readCredentials, requireAccount } from '../cloud/credentials';
import { openManagement } from '../cloud/management';
import { readAccount, type Written } from '../cloud/read-account';
import { remember } from '../cloud/remember';
import type { RetryPolicy } from '../cloud/retry';
import type { CloudTarget } from '../cloud/target';
import type { NormalConfig, NormalEnvironment } from '../config/normal-config';
import type { Actual } from '../plan/actual';
import { desire } from '../plan/desire';
import type { Desired } from '../plan/desired';
import type { State } from '../plan/state';
import { readState } from '../releases/state-file';
import { requireOwnAccount } from './own-account';
import { fingerprinter, operatorPassword, secretValues, sha256Hex, type Variables } from './fingerprints';

export interface SessionInput {
  root: string;
  config: NormalConfig;
  environment: NormalEnvironment;
  built: readonly Pick<BuiltScenario, 'name' | 'sha256' | 'code'>[];
  target: CloudTarget;
  env: Variables;
  now: () => number;
  note: (text: string) => void;
  retries?: Partial<RetryPolicy>;
  timeoutMs?: number;
  /** That of a reviewed plan, for a checkout that has none of its own. */
  stateOfPlan?: State | null;
}

/** What one run of plan or deploy works with: config, bundles, account, last state. */
export interface Session {
  input: SessionInput;
  account: number;
  management: Management & { forget(): void };
  state: State | null;
  desired: Desired;
  read(options?: { full?: boolean; written?: Written; state?: State | null; desired?: Desired; elsewhere?: boolean }): Promise<Actual>;
  /** Keyed fingerprint of a secret value. */
  fingerprint(what: string, value: string): string;
}

export function openSession(input: SessionInput): Session {
  const { root, environment, target, now, note } = input;
  const credentials = readCredentials(target.credentials);
  requireAccount(credentials, environment, target.credentials);
  const account = credentials.account_id;
  requireOwnAccount(input, account);
  const of = { root, environment: environment.name, account, application: input.config.application.name, note };
  const state = readState(of) ?? input.stateOfPlan ?? null;
  const { retries, timeoutMs } = input;
  const management = remember(openManagement({
    target, credentials, now, ...(retries ? { retries } : {}), ...(timeoutMs === undefined ? {} : { timeoutMs }),
  }));
  const fingerprint = fingerprinter(credentials);
  const desired = desiredOf(input, fingerprint);
  return {
    input, account, management, state, desired, fingerprint,
    read: ({ full = false, ...given } = {}) => readAccount({
      management, account, desired, state, full, sha256: sha256Hex,
      fingerprint: ({ name, value }) => fingerprint(`secret ${name}`, value),
      ...given,
    }),
  };
}

export function desiredOf(
  { config, environment, built, env }: Pick<SessionInput, 'config' | 'environment' | 'built' | 'env'>,
  fingerprint: Session['fingerprint'] | null,
): Desired {
  const secrets = secretValues(config, env);
  const seal = (what: string, value: string | undefined): string | null =>
    value === undefined || fingerprint === null ? null : fingerprint(what, value);
  return desire({
    config,
    environment: environment.name,
    built,
    passwordOf: (operator) => seal(`operator ${operator.name}`, operatorPassword(config, env, operator)),
    secretOf: (name) => seal(`secret ${name}`, secrets.get(name)),
  });
}
