import { OPERATOR_KEY } from '../../contracts/operator-password';
import type { NormalConfig, NormalFranchise, NormalOperator, NormalQueue, NormalRule } from '../config/normal-config';
import { acdQueues, type AcdQueue } from '../config/acd-queues';
import { covers } from '../config/patterns';
import type { Desired } from './desired';
import type { Fields, Item } from './items';

export interface DesireInput {
  config: NormalConfig;
  environment: string;
  built: readonly { name: string; sha256: string }[];
  /** Keyed fingerprints, so that a change shows and the value does not; null where the value is not at hand. */
  passwordOf: (operator: NormalOperator) => string | null;
  secretOf: (name: string) => string | null;
}

/** What the config wants, as items. */
export function desire(input: DesireInput): Desired {
  const { config, environment, built } = input;
  const { application } = config;
  return {
    environment,
    application: application.name,
    ownership: config.ownership,
    withoutValue: [
      ...config.operators.filter((operator) => input.passwordOf(operator) === null)
        .map(({ name }) => ({ kind: 'operator' as const, name, variable: OPERATOR_KEY })),
      ...config.secrets.filter(({ name }) => input.secretOf(name) === null)
        .map(({ name, fromEnv }) => ({ kind: 'secret' as const, name, variable: fromEnv })),
    ],
    items: [
      { kind: 'application', name: application.name, fields: { secureRecordStorage: application.secureRecordStorage } },
      ...built.map(({ name, sha256 }): Item => ({ kind: 'scenario', name, fields: { sha256 } })),
      ...config.rules.map(ruleItem),
      { kind: 'rule-order', name: 'rules', fields: { order: config.rules.map(({ name }) => name) } },
      ...queueItems(config),
      ...skillItems(config),
      ...config.operators.map((operator) => operatorItem(operator, input)),
      ...memberItems(config),
      ...config.franchises.flatMap((franchise) => numberItems(franchise, config)),
      ...config.secrets.map(({ name }): Item => ({ kind: 'secret', name, fields: known({ value: input.secretOf(name) }) })),
    ],
  };
}

function ruleItem({ name, pattern, exclude, deployedScenario }: NormalRule): Item {
  return { kind: 'rule', name, fields: { pattern, exclude, scenarios: [deployedScenario] } };
}

function queueItems(config: NormalConfig): Item[] {
  const smart = config.franchises.flatMap(({ queue: { name, maxWaitSeconds, maxSize, smartQueue } }): Item[] =>
    (smartQueue ? [{ kind: 'sq-queue', name, fields: known({ ...smartQueue, maxWaitSeconds, maxSize }) }] : []));
  return [...smart, ...acdQueues(config).map(acdQueueItem)];
}

function acdQueueItem({ queue: { name, maxWaitSeconds, maxSize, acd } }: AcdQueue): Item {
  const { averageServiceTimeSeconds, skills: _bound, ...settings } = acd ?? { averageServiceTimeSeconds: null, skills: [] };
  // The platform counts the predicted wait of ACD v1 in minutes.
  const maxWaitMinutes = maxWaitSeconds === null ? null : Math.ceil(maxWaitSeconds / 60);
  return {
    kind: 'acd-queue', name,
    fields: { ...settings, ...known({ maxWaitMinutes, maxSize, averageServiceSeconds: averageServiceTimeSeconds }) },
  };
}

/** What is not stated is left as it is and not compared. */
function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function operatorItem(operator: NormalOperator, { passwordOf }: DesireInput): Item {
  const { name, displayName } = operator;
  return { kind: 'operator', name, fields: { displayName, active: true, ...known({ password: passwordOf(operator) }) } };
}

function skillItems(config: NormalConfig): Item[] {
  const engines = enginesOf(config);
  return [
    ...(engines.has('smartqueue') ? config.skills.map(({ name, description }): Item => ({ kind: 'sq-skill', name, fields: { description } })) : []),
    ...(engines.has('acd') ? config.skills.map(({ name }): Item => ({ kind: 'acd-skill', name, fields: {} })) : []),
  ];
}

/** Who takes calls, from which queue, with which skills; each engine has its own way. */
function memberItems(config: NormalConfig): Item[] {
  const engineOf = new Map(config.franchises.map(({ name, queue }) => [name, queue.engine]));
  const of = (engine: NormalQueue['engine']): NormalOperator[] =>
    config.operators.filter(({ franchise }) => engineOf.get(franchise) === engine);
  const smart = of('smartqueue');
  const queues = config.franchises.filter(({ queue }) => queue.engine === 'smartqueue').map(({ name, queue }): Item => ({
    kind: 'sq-members', name: queue.name, fields: { operators: names(config.operators.filter(({ franchise }) => franchise === name)) },
  }));
  const agents: Item[] = smart.length === 0 ? [] : [{ kind: 'sq-agents', name: config.application.name, fields: { operators: names(smart) } }];
  const levels = smart.filter(({ skills }) => skills.length > 0).map(({ name, skills }): Item => ({
    kind: 'sq-operator-skills', name, fields: { skills: skills.map((skill) => `${skill.name}:${skill.level}`).sort() },
  }));
  return [...agents, ...queues, ...levels, ...acdQueues(config).flatMap(acdMembers), ...acdSkillMembers(config, of('acd'))];
}

function acdMembers({ queue: { name }, operators, skills }: AcdQueue): Item[] {
  return [
    { kind: 'acd-members', name, fields: { operators } },
    { kind: 'acd-queue-skills', name, fields: { skills } },
  ];
}

function acdSkillMembers(config: NormalConfig, operators: readonly NormalOperator[]): Item[] {
  if (!enginesOf(config).has('acd')) return [];
  return config.skills.map(({ name }) => ({
    kind: 'acd-skill-members', name,
    fields: { operators: names(operators.filter(({ skills }) => skills.some((skill) => skill.name === name))) },
  }));
}

/** Bound to the rule that its own pattern would find, so that nobody else's rule can take it. */
function numberItems(franchise: NormalFranchise, { application, rules }: NormalConfig): Item[] {
  return franchise.numbers.map((number) => {
    const rule = rules.find((candidate) => candidate.franchise === franchise.name && covers(candidate, number));
    if (!rule) throw new Error(`no rule of franchise ${franchise.name} covers ${number}; the config check lets no such config pass`);
    return { kind: 'number', name: number, fields: { application: application.name, rule: rule.name } };
  });
}

function names(operators: readonly { name: string }[]): string[] {
  return operators.map(({ name }) => name).sort();
}

export function enginesOf(config: NormalConfig): Set<NormalQueue['engine']> {
  return new Set(config.franchises.map(({ queue }) => queue.engine));
}
