import type { FranchiseConfig, OperatorConfig, QueueConfig, RuleConfig, SkillConfig, VoxConfig } from '../../contracts/config';
import type { AcdQueueObject, NumberObject, RuleObject, SecretObject, SkillObject, SqAgentObject, SqQueueObject, UserObject } from '../../contracts/management';
import { covers } from '../config/patterns';
import { spelt } from '../plain-text';
import { leaveOutWhatFails } from './import-fitting';
import { derivedQueues, hasPersonalQueues, joinQueues, queueConfigs, slug } from './import-queues';

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
 * A config that describes what is there, so that a plan with it has nothing to do. What a config cannot say, or of
 * which the account does not show how it belongs together, is left out: it stays as it is, and a remark names it.
 */
export function importConfig(account: ImportedObjects): ImportedConfig {
  const derived = derivedQueues(account);
  const isUsed = ({ id, name }: SkillObject): boolean =>
    account.users.some(({ acdSkillIds }) => acdSkillIds.includes(id)) || account.acdQueues.some((queue) => queue.skills.includes(name));
  const objects = {
    ...account, acdQueues: account.acdQueues.filter((queue) => !derived.has(queue)),
    // Others of the account are another application's.
    acdSkills: account.acdSkills.filter(isUsed),
  };
  const remarks = [...derived].flatMap(([{ name }, { skills }]) =>
    (skills ? [`Queue "${name}" serves callers who want ${skills.join(' and ')}: give a digit of a menu, or a number, these skills.`] : []));
  const { rules, franchises } = rulesOf(objects, remarks);
  const skills = skillsOf(objects, franchises);
  const operators = operatorsOf(objects, { franchises, skills });
  for (const [name, { queue, call }] of Object.entries(franchises)) {
    const people = objects.users.filter((user) => operators[user.name]?.franchise === name);
    if (queue.engine === 'acd' && hasPersonalQueues(queue.name, people, account.acdQueues)) Object.assign(call, { lastOperatorFirst: { seconds: 15 } });
    if (queue.acd?.skills) queue.acd.skills = queue.acd.skills.filter((skill) => skill in skills);
    if (queue.acd?.skills?.length === 0) delete queue.acd.skills;
  }
  const config = leaveOutWhatFails({
    application: { name: objects.application.name, secureRecordStorage: objects.application.secureRecordStorage },
    environments: {
      production: {
        account: objects.account, credentials: objects.credentials, node: 'NODE_1', deskUrl: null,
        sessionHosts: ['voximplant.com'], smartQueuePriority: 'larger-first',
      },
    },
    scenarios: scenariosOf(rules), franchises, operators, rules,
    ...(Object.keys(skills).length > 0 ? { skills } : {}),
    secrets: Object.fromEntries(objects.secrets.map(({ name }) => [name, { fromEnv: name }])),
  }, remarks);
  remarks.push(...remarksOn(objects, config));
  const used = config.rules.map(({ scenario }) => scenario);
  const scenarios = Object.fromEntries(Object.entries(config.scenarios).filter(([name]) => used.includes(name)));
  // A problem of a check quotes values, such as a pattern, as the account has them.
  return { remarks: remarks.map(spelt), config: { ...config, scenarios } };
}

/** Rules of one queue are one franchise, with the numbers that lead to them. */
function rulesOf(objects: ImportedObjects, remarks: string[]): { rules: RuleConfig[]; franchises: Record<string, FranchiseConfig> } {
  const franchises: Record<string, FranchiseConfig> = {};
  const rules: RuleConfig[] = [];
  const queues = joinQueues(objects.rules, queueConfigs(objects));
  for (const rule of objects.rules) {
    const queue = queues.get(rule);
    const why = unsayable(rule, objects) ?? (queue ? undefined : 'which queue it uses is not to be seen');
    if (why !== undefined || !queue) {
      remarks.push(`Left out, and left as it is in the account: rule "${rule.name}", because ${why}.`);
      continue;
    }
    const known = Object.entries(franchises).find(([, franchise]) => franchise.queue === queue)?.[0];
    const name = known ?? unused(slug(rule.name) || 'franchise', franchises);
    franchises[name] ??= franchiseOf(rule, queue);
    const [scenario = ''] = rule.scenarioNames;
    rules.push({ name: rule.name, franchise: name, pattern: rule.pattern, ...(rule.exclude ? { exclude: rule.exclude } : {}), scenario });
    const numbers = objects.numbers.filter(({ ruleId }) => ruleId === rule.id).map(({ number }) => number);
    // A number is deployed to the first rule of its franchise that covers it.
    franchises[name].numbers.push(...numbers.filter((number) =>
      rules.find((one) => one.franchise === name && covers({ exclude: '', ...one }, number))?.name === rule.name));
  }
  return { rules, franchises };
}

/** Why the config has no words for a rule. */
function unsayable({ scenarioNames, videoConference }: RuleObject, objects: ImportedObjects): string | undefined {
  const [first, ...others] = scenarioNames;
  if (first === undefined) return 'it has no scenario';
  if (others.length > 0) return `it has ${scenarioNames.length} scenarios, and a rule of the config has one`;
  if (!objects.scenarioNames.includes(first)) return `it runs "${first}", which belongs to the account and not to the application`;
  return videoConference ? 'it is for video conferences' : undefined;
}

/** Each under its very name, with a file of its own. */
function scenariosOf(rules: readonly RuleConfig[]): VoxConfig['scenarios'] {
  const files: Record<string, string> = {};
  for (const { scenario } of rules) {
    if (!Object.values(files).includes(scenario)) files[unused(slug(scenario) || 'scenario', files)] = scenario;
  }
  return Object.fromEntries(Object.entries(files).map(([file, name]) => [name, { file: `scenarios/${file}.js`, asIs: true }]));
}

function remarksOn({ numbers, application, users }: ImportedObjects, { franchises, operators }: VoxConfig): string[] {
  const listed = Object.values(franchises).flatMap((franchise) => franchise.numbers);
  const free = numbers.filter(({ applicationName, number }) => applicationName === application.name && !listed.includes(number));
  const idle = users.filter(({ name }) => !(name in operators));
  return [
    ...(free.length > 0 ? [`No rule of its own in the config: ${free.map(({ number }) => number).join(', ')}. Listed with a franchise they are bound to its rule.`] : []),
    ...(idle.length > 0 ? [`In no queue of the config: ${idle.map(({ name }) => name).join(', ')}. Listed with a franchise they are put into its queue.`] : []),
    'Time zones, regions, greetings and waiting times are not in the account: look through them.',
    ...(users.length > 0 ? ['The first deploy with OPERATOR_KEY gives the operators the passwords that the desk derives from it.'] : []),
  ];
}

function unused(name: string, taken: object): string {
  if (!(name in taken)) return name;
  let n = 2;
  while (`${name}-${n}` in taken) n += 1;
  return `${name}-${n}`;
}

/** The seconds are our own guess, as all times of a call are. */
function franchiseOf(rule: RuleObject, queue: QueueConfig): FranchiseConfig {
  const maxWaitSeconds = queue.maxWaitSeconds ?? 300;
  return {
    title: rule.name, region: 'RU', numbers: [], timeZone: 'Europe/Moscow', queue,
    call: { ringSeconds: Math.min(20, Math.max(10, maxWaitSeconds)), maxWaitSeconds, reject: { default: 'pass' }, wrapUp: {} },
  };
}

/** Those that every engine in use has: the config has one list for both. */
function skillsOf({ acdSkills, sqSkills }: ImportedObjects, franchises: Readonly<Record<string, FranchiseConfig>>): Record<string, SkillConfig> {
  const engines = new Set(Object.values(franchises).map(({ queue }) => queue.engine));
  const lists = [...(engines.has('acd') ? [acdSkills] : []), ...(engines.has('smartqueue') ? [sqSkills] : [])];
  const common = (lists.at(-1) ?? []).filter(({ name }) => lists.every((list) => list.some((skill) => skill.name === name)));
  return Object.fromEntries(common.map(({ name, description }) => [name, description ? { description } : {}]));
}

/** By the queue that an operator is bound to; who is in none, or switched off, is left out. */
function operatorsOf(
  { users, sqAgents, sqQueues, acdQueues, sqSkills, acdSkills }: ImportedObjects,
  { franchises, skills: known }: { franchises: Readonly<Record<string, FranchiseConfig>>; skills: Readonly<Record<string, SkillConfig>> },
): Record<string, OperatorConfig> {
  return Object.fromEntries(users.flatMap(({ id, name, displayName, active, acdQueueIds, acdSkillIds }) => {
    const agent = sqAgents.find(({ userId }) => userId === id);
    const bound = {
      smartqueue: sqQueues.filter((queue) => agent?.queueIds.includes(queue.id)).map((queue) => queue.name),
      acd: acdQueues.filter((queue) => acdQueueIds.includes(queue.id)).map((queue) => queue.name),
    };
    const [franchise, { queue } = { queue: null }] = Object.entries(franchises).find(([, one]) => bound[one.queue.engine].includes(one.queue.name)) ?? [];
    if (franchise === undefined || !active || displayName === '') return [];
    const named = acdSkills.filter((skill) => acdSkillIds.includes(skill.id)).map((skill) => [skill.name, 1] as const);
    const levels = (agent?.skills ?? []).flatMap(({ id: skill, level }) =>
      sqSkills.filter((one) => one.id === skill).map((one) => [one.name, level] as const));
    const listed = (queue?.engine === 'acd' ? named : levels).filter(([skill]) => skill in known);
    return [[name, { displayName, franchise, ...(listed.length > 0 ? { skills: Object.fromEntries(listed) as OperatorConfig['skills'] & object } : {}) }]];
  }));
}
