import type { QueueConfig } from '../../contracts/config';
import type { AcdQueueObject, RuleObject, SkillObject, SqQueueObject, UserObject } from '../../contracts/management';
import { personalQueue, skillQueue } from '../../contracts/queue-port';

/** The account's queues as the config writes them. */
export function queueConfigs({ sqQueues, acdQueues }: { sqQueues: readonly SqQueueObject[]; acdQueues: readonly AcdQueueObject[] }): QueueConfig[] {
  return [...sqQueues.map(smartQueue), ...acdQueues.map(acdQueue)];
}

/**
 * The queue of each rule, which the account does not say: the one of its very name; else of a name that differs in
 * case and signs alone, if no other rule or queue has such a name; else the only queue that there is.
 */
export function joinQueues(rules: readonly RuleObject[], queues: readonly QueueConfig[]): Map<RuleObject, QueueConfig> {
  const named = new Map(rules.flatMap((rule) => {
    const queue = queues.find(({ name }) => name === rule.name);
    return queue ? [[rule, queue] as const] : [];
  }));
  const isAlone = (all: readonly { name: string }[], wanted: string): boolean => all.filter(({ name }) => slug(name) === wanted).length === 1;
  const alike = (rule: RuleObject): QueueConfig | undefined => {
    const wanted = slug(rule.name);
    if (wanted === '' || !isAlone(rules, wanted) || !isAlone(queues, wanted)) return undefined;
    return queues.find(({ name }) => slug(name) === wanted);
  };
  const only = queues.length === 1 ? queues[0] : undefined;
  return new Map(rules.flatMap((rule) => {
    const queue = named.get(rule) ?? alike(rule) ?? only;
    return queue ? [[rule, queue] as const] : [];
  }));
}

/** Queues whose names an earlier deploy made by rule, for a set of skills or for one operator. */
export function derivedQueues({ acdQueues, users, acdSkills }: {
  acdQueues: readonly AcdQueueObject[];
  users: readonly UserObject[];
  acdSkills: readonly SkillObject[];
}): Map<AcdQueueObject, { base: string; skills?: string[] }> {
  const known = new Set(acdSkills.map(({ name }) => name));
  return new Map(acdQueues.flatMap((queue) => acdQueues.flatMap(({ name: base }) => {
    if (users.some((user) => personalQueue(base, user.name) === queue.name)) return [[queue, { base }] as const];
    const skills = queue.skills.filter((skill) => known.has(skill));
    return skills.length > 0 && skillQueue(base, skills) === queue.name ? [[queue, { base, skills }] as const] : [];
  })));
}

/** Whether each of these operators is looked for first in a queue of their own, as `lastOperatorFirst` makes them. */
export function hasPersonalQueues(base: string, operators: readonly UserObject[], acdQueues: readonly AcdQueueObject[]): boolean {
  const own = acdQueues.find(({ name }) => name === base);
  return own !== undefined && operators.length > 0 && operators.every(({ name, acdQueueIds }) => {
    const personal = acdQueues.find((queue) => queue.name === personalQueue(base, name));
    return personal !== undefined && acdQueueIds.includes(personal.id) && settingsOf(personal) === settingsOf({ ...own, autoBinding: false });
  });
}

function settingsOf({ id: _id, name: _name, skills: _skills, ...settings }: AcdQueueObject): string {
  return JSON.stringify(Object.entries(settings).sort());
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
      holdCallsIfInactiveAgents: holdCallsIfInactiveAgents ?? null,
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

/** A name that a config key and a file can have; '' where nothing of it can. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
