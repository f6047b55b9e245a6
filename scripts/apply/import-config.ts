import type { FranchiseConfig, OperatorConfig, QueueConfig, RuleConfig, VoxConfig } from '../../contracts/config';
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
  acdQueues: readonly AcdQueueObject[];
  secrets: readonly SecretObject[];
}

export interface ImportedConfig {
  config: VoxConfig;
  /** What could not be known, in words. */
  remarks: string[];
}

/**
 * A config that describes what is there. The account does not say which queue
 * a scenario uses, so a rule is joined to the queue of its name, or to the only one.
 */
export function importConfig(objects: ImportedObjects): ImportedConfig {
  const remarks: string[] = [];
  const franchises: Record<string, FranchiseConfig> = {};
  const rules: RuleConfig[] = [];
  for (const rule of objects.rules) {
    const franchise = slug(rule.name);
    const queue = queueFor(objects, rule, remarks);
    franchises[franchise] = franchiseOf(objects, rule, queue);
    const [scenario = 'inbound'] = rule.scenarioNames;
    rules.push({ name: rule.name, franchise, pattern: rule.pattern, ...(rule.exclude ? { exclude: rule.exclude } : {}), scenario: slug(scenario) });
    if (rule.scenarioNames.length > 1) remarks.push(`Rule "${rule.name}" has ${rule.scenarioNames.length} scenarios; only "${scenario}" is taken over.`);
  }
  const scenarios = Object.fromEntries([...new Set(rules.map(({ scenario }) => scenario))].map((name) => [name, { file: `scenarios/${name}.js` }]));
  remarks.push('Time zones, regions, greetings and waiting times are not in the account: look through them.');
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
      scenarios,
      franchises,
      operators: operatorsOf(objects, franchises),
      rules,
      ...(objects.sqSkills.length > 0
        ? { skills: Object.fromEntries(objects.sqSkills.map(({ name, description }) => [name, description ? { description } : {}])) }
        : {}),
      secrets: Object.fromEntries(objects.secrets.map(({ name }) => [name, { fromEnv: name }])),
    },
  };
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

function acdQueue({ name, maxSize, maxWaitMinutes, priority, autoBinding, serviceProbability, averageServiceSeconds }: AcdQueueObject): QueueConfig {
  return {
    engine: 'acd', name,
    ...(maxWaitMinutes === undefined ? {} : { maxWaitSeconds: maxWaitMinutes * 60 }),
    ...(maxSize === undefined ? {} : { maxSize }),
    acd: {
      ...(priority === undefined ? {} : { priority }),
      ...(autoBinding === undefined ? {} : { autoBinding }),
      ...(serviceProbability === undefined ? {} : { serviceProbability }),
      ...(averageServiceSeconds === undefined ? {} : { averageServiceTimeSeconds: averageServiceSeconds }),
    },
  };
}

function franchiseOf({ numbers }: ImportedObjects, rule: RuleObject, queue: QueueConfig): FranchiseConfig {
  return {
    title: rule.name,
    region: 'RU',
    numbers: numbers.filter(({ ruleId }) => ruleId === rule.id).map(({ number }) => number),
    timeZone: 'Europe/Moscow',
    queue,
    call: { ringSeconds: 20, maxWaitSeconds: 300, reject: { default: 'pass' }, wrapUp: {} },
  };
}

/** By the queue that an operator is bound to; one without goes to the first franchise. */
function operatorsOf(objects: ImportedObjects, franchises: Readonly<Record<string, FranchiseConfig>>): Record<string, OperatorConfig> {
  const { users, sqAgents, sqQueues, acdQueues, sqSkills } = objects;
  const [first = 'center'] = Object.keys(franchises);
  return Object.fromEntries(users.map(({ id, name, displayName, acdQueueIds }) => {
    const agent = sqAgents.find(({ userId }) => userId === id);
    const queues = [
      ...sqQueues.filter((queue) => agent?.queueIds.includes(queue.id)), ...acdQueues.filter((queue) => acdQueueIds.includes(queue.id)),
    ].map((queue) => queue.name);
    const franchise = Object.entries(franchises).find(([, { queue }]) => queues.includes(queue.name))?.[0] ?? first;
    const skills = Object.fromEntries((agent?.skills ?? []).flatMap(({ id: skill, level }) =>
      sqSkills.filter((known) => known.id === skill).map((known) => [known.name, level])));
    return [name, { displayName, franchise, ...(Object.keys(skills).length > 0 ? { skills: skills as OperatorConfig['skills'] } : {}) }];
  }));
}

/** A name that a config key and a file can have. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'inbound';
}
