import type { FranchiseConfig, OperatorConfig, QueueConfig, RuleConfig, VoxConfig } from '../../contracts/config';
import { personalQueue, skillQueue } from '../../contracts/queue-port';
import type { AcdQueueObject, NumberObject, RuleObject, SecretObject, SkillObject, SqAgentObject, SqQueueObject, UserObject } from '../../contracts/management';

/** What an account has of one application, as the port gave it. */
export interface ImportedObjects {
  application: { name: string; secureRecordStorage: boolean };
  account: number;
  /** Of the key file, as the config will name it. */
  credentials: string;
  rules: readonly RuleObject[];
  numbers: readonly NumberObject[];
  users: readonly UserObject[];
  sqQueues: readonly SqQueueObject[];
  sqAgents: readonly SqAgentObject[];
  sqSkills: readonly SkillObject[];
  acdSkills: readonly SkillObject[];
  /** Of the application's own scenarios. */
  scenarioNames: readonly string[];
  acdQueues: readonly AcdQueueObject[];
  secrets: readonly SecretObject[];
}

export interface ImportedConfig {
  config: VoxConfig;
  /** What could not be known, in words. */
  remarks: string[];
}

/**
 * A config that describes what is there, so that a plan with it has nothing to
 * do. The account does not say which queue a scenario uses, so a rule is joined
 * to the queue of its name, or to the only one; rules of one queue are one franchise.
 */
export function importConfig(account: ImportedObjects): ImportedConfig {
  const derived = derivedQueues(account);
  const objects = { ...account, acdQueues: account.acdQueues.filter((queue) => !derived.has(queue)) };
  const remarks = [...derived].flatMap(([{ name }, { skills }]) =>
    (skills ? [`Queue "${name}" serves callers who want ${skills.join(' and ')}: give a digit of a menu, or a number, these skills.`] : []));
  const franchises: Record<string, FranchiseConfig> = {};
  const rules: RuleConfig[] = [];
  for (const rule of objects.rules) {
    const queue = queueFor(objects, rule, remarks);
    const name = Object.entries(franchises).find(([, known]) => known.queue.name === queue.name)?.[0] ?? unused(slug(rule.name), franchises);
    const numbers = objects.numbers.filter(({ ruleId }) => ruleId === rule.id).map(({ number }) => number);
    const hasPersonal = [...derived.values()].some(({ base, skills }) => base === queue.name && !skills);
    franchises[name] = withNumbers(franchises[name] ?? franchiseOf(rule, queue, hasPersonal), numbers);
    const [scenario = ''] = rule.scenarioNames;
    rules.push({ name: rule.name, franchise: name, pattern: rule.pattern, ...(rule.exclude ? { exclude: rule.exclude } : {}), scenario });
    remarks.push(...remarksOn(rule, objects));
  }
  const free = objects.numbers.filter(({ applicationName, ruleId }) => applicationName === objects.application.name && ruleId === null);
  if (free.length > 0) remarks.push(`No rule of its own: ${free.map(({ number }) => number).join(', ')}. Listed with a franchise they are bound to its rule.`);
  remarks.push('Time zones, regions, greetings and waiting times are not in the account: look through them.');
  if (objects.users.length > 0) remarks.push('The first deploy with OPERATOR_KEY gives the operators the passwords that the desk derives from it.');
  const skills = new Map([...objects.acdSkills, ...objects.sqSkills].map(({ name, description }) => [name, description ? { description } : {}]));
  return {
    remarks,
    config: {
      application: { name: objects.application.name, secureRecordStorage: objects.application.secureRecordStorage },
      environments: {
        production: {
          account: objects.account, credentials: objects.credentials, node: 'NODE_1', deskUrl: null,
          sessionHosts: ['voximplant.com'], smartQueuePriority: 'larger-first',
        },
      },
      scenarios: scenariosOf(rules),
      franchises,
      operators: operatorsOf(objects, franchises),
      rules,
      ...(skills.size > 0 ? { skills: Object.fromEntries(skills) } : {}),
      secrets: Object.fromEntries(objects.secrets.map(({ name }) => [name, { fromEnv: name }])),
    },
  };
}

/** Each under its very name, with a file of its own. */
function scenariosOf(rules: readonly RuleConfig[]): VoxConfig['scenarios'] {
  const files: Record<string, string> = {};
  for (const { scenario } of rules) {
    if (!Object.values(files).includes(scenario)) files[unused(slug(scenario), files)] = scenario;
  }
  return Object.fromEntries(Object.entries(files).map(([file, name]) => [name, { file: `scenarios/${file}.js`, asIs: true }]));
}

function remarksOn(rule: RuleObject, { scenarioNames }: ImportedObjects): string[] {
  const [first] = rule.scenarioNames;
  if (first === undefined) return [`Rule "${rule.name}" has no scenario; give it one before you plan.`];
  return [
    ...(rule.scenarioNames.length > 1 ? [`Rule "${rule.name}" has ${rule.scenarioNames.length} scenarios; only "${first}" is taken over.`] : []),
    ...(scenarioNames.includes(first) ? [] : [`Rule "${rule.name}" runs "${first}", which belongs to the account and not to the application: copy it under another name.`]),
  ];
}

function unused(name: string, taken: object): string {
  if (!(name in taken)) return name;
  let n = 2;
  while (`${name}-${n}` in taken) n += 1;
  return `${name}-${n}`;
}

function withNumbers(franchise: FranchiseConfig, numbers: readonly string[]): FranchiseConfig {
  return { ...franchise, numbers: [...franchise.numbers, ...numbers] };
}

function queueFor({ sqQueues, acdQueues }: ImportedObjects, rule: RuleObject, remarks: string[]): QueueConfig {
  const queues: QueueConfig[] = [...sqQueues.map(smartQueue), ...acdQueues.map(acdQueue)];
  const named = queues.find(({ name }) => slug(name) === slug(rule.name));
  const only = queues.length === 1 ? queues[0] : undefined;
  const found = named ?? only;
  if (!found) remarks.push(`Which queue rule "${rule.name}" uses is not to be seen; the config makes one of its name.`);
  return found ?? { engine: 'smartqueue', name: slug(rule.name) };
}

function smartQueue({ name, agentSelection, taskSelection, maxWaitSeconds, maxSize, priority, description, holdCallsIfInactiveAgents }: SqQueueObject): QueueConfig {
  return {
    engine: 'smartqueue', name,
    ...(maxWaitSeconds === undefined ? {} : { maxWaitSeconds }),
    ...(maxSize === undefined ? {} : { maxSize }),
    smartQueue: {
      agentSelection: agentSelection as 'MOST_QUALIFIED', taskSelection: taskSelection as 'MAX_PRIORITY',
      ...(priority === undefined ? {} : { priority }),
      ...(description ? { description } : {}),
      ...(holdCallsIfInactiveAgents === undefined ? {} : { holdCallsIfInactiveAgents }),
    },
  };
}

function acdQueue(row: AcdQueueObject): QueueConfig {
  const { name, maxSize, maxWaitMinutes, priority, autoBinding, serviceProbability, averageServiceSeconds, skills } = row;
  return {
    engine: 'acd', name,
    ...(maxWaitMinutes === undefined ? {} : { maxWaitSeconds: maxWaitMinutes * 60 }),
    ...(maxSize === undefined ? {} : { maxSize }),
    acd: {
      ...(priority === undefined ? {} : { priority }),
      ...(autoBinding === undefined ? {} : { autoBinding }),
      ...(serviceProbability === undefined ? {} : { serviceProbability }),
      ...(averageServiceSeconds === undefined ? {} : { averageServiceTimeSeconds: averageServiceSeconds }),
      ...(skills.length > 0 ? { skills: [...skills].sort() } : {}),
    },
  };
}

/** The seconds are our own guess, as all times of a call are. */
function franchiseOf(rule: RuleObject, queue: QueueConfig, hasPersonal: boolean): FranchiseConfig {
  return {
    title: rule.name, region: 'RU', numbers: [], timeZone: 'Europe/Moscow', queue,
    call: {
      ringSeconds: 20, maxWaitSeconds: queue.maxWaitSeconds ?? 300, reject: { default: 'pass' }, wrapUp: {},
      ...(hasPersonal ? { lastOperatorFirst: { seconds: 15 } } : {}),
    },
  };
}

/** Queues whose names an earlier deploy made by rule, for a set of skills or for one operator. */
function derivedQueues({ acdQueues, users, acdSkills }: ImportedObjects): Map<AcdQueueObject, { base: string; skills?: string[] }> {
  const known = new Set(acdSkills.map(({ name }) => name));
  return new Map(acdQueues.flatMap((queue) => acdQueues.flatMap(({ name: base }) => {
    if (users.some((user) => personalQueue(base, user.name) === queue.name)) return [[queue, { base }] as const];
    const skills = queue.skills.filter((skill) => known.has(skill));
    return skills.length > 0 && skillQueue(base, skills) === queue.name ? [[queue, { base, skills }] as const] : [];
  })));
}

/** By the queue that an operator is bound to; one without goes to the first franchise. */
function operatorsOf(objects: ImportedObjects, franchises: Readonly<Record<string, FranchiseConfig>>): Record<string, OperatorConfig> {
  const { users, sqAgents, sqQueues, acdQueues, sqSkills, acdSkills } = objects;
  const [first = 'center'] = Object.keys(franchises);
  return Object.fromEntries(users.map(({ id, name, displayName, acdQueueIds, acdSkillIds }) => {
    const agent = sqAgents.find(({ userId }) => userId === id);
    const queues = [
      ...sqQueues.filter((queue) => agent?.queueIds.includes(queue.id)), ...acdQueues.filter((queue) => acdQueueIds.includes(queue.id)),
    ].map((queue) => queue.name);
    const franchise = Object.entries(franchises).find(([, { queue }]) => queues.includes(queue.name))?.[0] ?? first;
    const named = acdSkills.filter((known) => acdSkillIds.includes(known.id)).map((known) => [known.name, 1]);
    const levels = (agent?.skills ?? []).flatMap(({ id: skill, level }) =>
      sqSkills.filter((known) => known.id === skill).map((known) => [known.name, level]));
    const isAcd = franchises[franchise]?.queue.engine === 'acd';
    const skills = Object.fromEntries(isAcd ? named : levels) as OperatorConfig['skills'] & object;
    return [name, { displayName, franchise, ...(Object.keys(skills).length > 0 ? { skills } : {}) }];
  }));
}

/** A name that a config key and a file can have. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'inbound';
}
