import { DEFAULTS, type EnvironmentConfig, type FranchiseConfig, type VoxConfig } from '../contracts/config';
import { Mistake } from '../contracts/desk-failures';
import type { IntakeSettings } from '../contracts/desk-api';
import type { DeskConfig, DeskFranchise } from './config';

export interface ConfigSource {
  /** `voxfiles.config.ts` as written, already checked. */
  config: VoxConfig;
  environment: string;
  /** The emulator on this machine. */
  local: boolean;
  /** Name of the account where the config has none. */
  accountName?: string;
  /** Only against the emulator. */
  serverIp?: string;
}

/** The desk's part of the project's config, defaults filled in. */
export function deskConfigFrom({ config, environment, local, accountName, serverIp }: ConfigSource): DeskConfig {
  const chosen = config.environments[environment];
  if (!chosen) {
    throw new Mistake(`There is no environment ${environment} in the config; there are ${Object.keys(config.environments).join(', ')}.`);
  }
  const franchises = Object.entries(config.franchises).map(([name, franchise]) => [name, toFranchise(name, franchise, chosen)] as const);
  const operators = Object.entries(config.operators).map(([user, operator]) => [user, {
    user,
    displayName: operator.displayName,
    franchise: operator.franchise,
    supervisor: operator.supervisor ?? false,
    passwordVersion: operator.passwordVersion ?? 1,
  }] as const);
  return {
    environment,
    local,
    application: config.application.name,
    account: chosen.accountName ?? accountName ?? needAccountName(environment),
    node: chosen.node,
    serverIp: serverIp ?? null,
    sessionHosts: chosen.sessionHosts,
    recordHosts: ['voximplant.com', 'voximplant.ru', ...chosen.sessionHosts],
    franchises: Object.fromEntries(franchises),
    operators: Object.fromEntries(operators),
  };
}

function toFranchise(name: string, franchise: FranchiseConfig, environment: EnvironmentConfig): DeskFranchise {
  const { customers, desk } = franchise;
  return {
    name,
    title: franchise.title,
    region: franchise.region,
    timeZone: franchise.timeZone,
    numbers: franchise.numbers.map((number) => `+${number.replace(/\D/g, '')}`),
    queueType: franchise.queue.engine === 'acd' ? 'ACD' : 'SmartQueue',
    intake: toIntake(franchise),
    origins: desk?.origins ?? [],
    customers: customers?.source === 'erp' ? { source: 'erp', url: customers.url } : { source: 'own' },
    serviceLevel: {
      targetMs: (desk?.serviceLevel?.targetSeconds ?? 20) * 1_000,
      shortAbandonMs: (desk?.serviceLevel?.shortAbandonSeconds ?? 5) * 1_000,
    },
    callers: toCallers(franchise.call.callers),
    retentionDays: environment.retentionDays ?? DEFAULTS.retentionDays,
  };
}

function toCallers(callers: FranchiseConfig['call']['callers']): DeskFranchise['callers'] {
  const { returnMinutes = 10, floodPerHour } = callers ?? {};
  return {
    returnMs: returnMinutes * 60_000,
    flood: floodPerHour === undefined ? null : { calls: floodPerHour, withinMs: 3_600_000 },
  };
}

function toIntake({ call, desk }: FranchiseConfig): IntakeSettings {
  const { wrapUp, reject } = call;
  return {
    rejectDefault: reject.default,
    rejectHoldoutMs: reject.holdoutMs ?? DEFAULTS.holdoutMs,
    ringMs: call.ringSeconds * 1_000,
    missesInRow: desk?.missesInRow ?? 3,
    banLiftMs: (desk?.banLiftSeconds ?? 60) * 1_000,
    wrapUp: {
      limitMs: wrapUp.limitSeconds === undefined ? null : wrapUp.limitSeconds * 1_000,
      warnMs: (wrapUp.warnSeconds ?? DEFAULTS.warnSeconds) * 1_000,
      onLimit: wrapUp.onLimit ?? 'off',
    },
    graceMs: (desk?.graceSeconds ?? 20) * 1_000,
  };
}

function needAccountName(environment: string): never {
  throw new Mistake(`Operators log in under the account's name: set environments.${environment}.accountName in the config.`);
}
