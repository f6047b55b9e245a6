import {
  DEFAULTS, type CallConfig, type EnvironmentConfig, type FranchiseConfig, type OperatorConfig, type OwnedList, type OwnershipMode,
  type QueueConfig, type RuleConfig, type VoxConfig,
} from '../../contracts/config';
import type {
  CallFeatures, NormalCall, NormalConfig, NormalEnvironment, NormalFranchise, NormalOperator, NormalQueue, NormalRule, NormalScenario,
} from './normal-config';

/** Fills in the defaults; assumes the shape of the schema and nothing more. */
export function normalise(written: VoxConfig): NormalConfig {
  const rules = written.rules.map((rule) => normaliseRule(rule, written.scenarios));
  return {
    application: { name: written.application.name, secureRecordStorage: written.application.secureRecordStorage ?? DEFAULTS.secureRecordStorage },
    environments: Object.entries(written.environments).map(normaliseEnvironment),
    franchises: Object.entries(written.franchises).map(normaliseFranchise),
    operators: Object.entries(written.operators).map(normaliseOperator),
    rules,
    scenarios: deployedScenarios(rules, written.scenarios),
    skills: Object.entries(written.skills ?? {}).map(([name, { description }]) => ({ name, description: description ?? '' })),
    secrets: Object.entries(written.secrets).map(([name, { fromEnv }]) => ({ name, fromEnv })),
    ownership: normaliseOwnership(written),
  };
}

/** The name under which one franchise's build of a scenario is deployed. */
export function deployedName(scenario: string, franchise: string): string {
  return `${scenario}-${franchise}`;
}

function normaliseEnvironment([name, environment]: [string, EnvironmentConfig]): NormalEnvironment {
  return {
    ...environment,
    name,
    account: environment.account ?? null,
    accountName: environment.accountName ?? null,
    credentials: environment.credentials ?? null,
    retentionDays: environment.retentionDays ?? DEFAULTS.retentionDays,
  };
}

function normaliseFranchise([name, franchise]: [string, FranchiseConfig]): NormalFranchise {
  return {
    ...franchise,
    name,
    region: franchise.region.toUpperCase(),
    numbers: franchise.numbers.map((number) => number.replace(/\D/g, '')),
    queue: normaliseQueue(franchise.queue),
    call: normaliseCall(franchise.call),
    hours: franchise.hours ?? null,
    customers: franchise.customers ?? { source: 'own' },
    desk: franchise.desk ?? {},
  };
}

export function normaliseQueue(queue: QueueConfig): NormalQueue {
  return {
    engine: queue.engine,
    name: queue.name,
    maxWaitSeconds: queue.maxWaitSeconds ?? null,
    maxSize: queue.maxSize ?? null,
    smartQueue: queue.engine === 'smartqueue' ? normaliseSmartQueue(queue.smartQueue ?? {}) : null,
    acd: queue.engine === 'acd' ? normaliseAcd(queue.acd ?? {}) : null,
  };
}

function normaliseSmartQueue(settings: NonNullable<QueueConfig['smartQueue']>): NonNullable<NormalQueue['smartQueue']> {
  return {
    agentSelection: settings.agentSelection ?? 'MAX_WAITING_TIME',
    taskSelection: settings.taskSelection ?? 'MAX_PRIORITY',
    holdCallsIfInactiveAgents: settings.holdCallsIfInactiveAgents === undefined ? false : settings.holdCallsIfInactiveAgents,
    priority: settings.priority ?? 50,
    description: settings.description ?? '',
  };
}

function normaliseAcd(settings: NonNullable<QueueConfig['acd']>): NonNullable<NormalQueue['acd']> {
  return {
    priority: settings.priority ?? 100,
    autoBinding: settings.autoBinding ?? true,
    serviceProbability: settings.serviceProbability ?? 1,
    averageServiceTimeSeconds: settings.averageServiceTimeSeconds ?? null,
    skills: [...(settings.skills ?? [])].sort(),
  };
}

function normaliseCall(call: CallConfig): NormalCall {
  return {
    greeting: call.greeting ?? null,
    music: call.music ?? null,
    goodbye: call.goodbye ?? null,
    operatorLost: call.operatorLost ?? null,
    ringSeconds: call.ringSeconds,
    maxWaitSeconds: call.maxWaitSeconds,
    reject: { default: call.reject.default, holdoutMs: call.reject.holdoutMs ?? DEFAULTS.holdoutMs },
    wrapUp: {
      limitSeconds: call.wrapUp.limitSeconds ?? null,
      warnSeconds: call.wrapUp.warnSeconds ?? DEFAULTS.warnSeconds,
      onLimit: call.wrapUp.onLimit ?? 'off',
    },
    allowTestCalls: call.allowTestCalls ?? false,
    features: featuresOf(call),
  };
}

function featuresOf({ recording, announcements, exits, callback, callers, menu, routes, lastOperatorFirst }: CallConfig): CallFeatures {
  return { recording, announcements, exits, callback, callers, menu, routes, lastOperatorFirst };
}

function normaliseOperator([name, operator]: [string, OperatorConfig]): NormalOperator {
  return {
    name,
    displayName: operator.displayName,
    franchise: operator.franchise,
    supervisor: operator.supervisor ?? false,
    passwordVersion: operator.passwordVersion ?? 1,
    skills: Object.entries(operator.skills ?? {}).map(([skill, level]) => ({ name: skill, level })),
  };
}

function normaliseRule(rule: RuleConfig, scenarios: VoxConfig['scenarios']): NormalRule {
  const { scenario, franchise } = rule;
  const deployedScenario = scenarios[scenario]?.asIs ? scenario : deployedName(scenario, franchise);
  return { ...rule, exclude: rule.exclude ?? '', deployedScenario };
}

function deployedScenarios(rules: readonly NormalRule[], files: VoxConfig['scenarios']): NormalScenario[] {
  const byName = new Map<string, NormalScenario>();
  for (const { deployedScenario, scenario, franchise } of rules) {
    const written = files[scenario];
    if (written) byName.set(deployedScenario, { name: deployedScenario, file: written.file, franchise, asIs: written.asIs ?? false });
  }
  return [...byName.values()];
}

function normaliseOwnership({ ownership = {}, skills }: Pick<VoxConfig, 'ownership' | 'skills'>): Record<OwnedList, OwnershipMode> {
  const modes: Record<OwnedList, OwnershipMode> = {
    scenarios: 'add-only',
    rules: 'add-only',
    queues: 'add-only',
    skills: 'add-only',
    operators: 'add-only',
    bindings: 'add-only',
    numbers: 'add-only',
    secrets: 'add-only',
    ...ownership,
  };
  // Absent is not empty: without a list there is nothing that could say what is to go.
  return skills === undefined ? { ...modes, skills: 'ignore' } : modes;
}
