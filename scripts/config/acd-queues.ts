import { personalQueue, skillQueue } from '../../contracts/queue-port';
import type { NormalConfig, NormalFranchise, NormalOperator, NormalQueue } from './normal-config';

/** One ACD v1 queue with all that belongs to it. */
export interface AcdQueue {
  queue: NormalQueue;
  franchise: string;
  /** Path in the config of what asks for it. */
  path: string;
  skills: readonly string[];
  /** User names, sorted. */
  operators: readonly string[];
  /** The one who is looked for first in it; null: it is for everybody in it. */
  personalTo: string | null;
}

/**
 * ACD v1 takes neither skills nor an operator with a call, so what a config asks for becomes queues: each franchise's
 * own, one for each set of skills that a route names, one for each operator who may be looked for first.
 */
export function acdQueues(config: NormalConfig): AcdQueue[] {
  const franchises = config.franchises.filter(({ queue }) => queue.engine === 'acd');
  const queues = franchises.flatMap((franchise) => [
    ownQueue(franchise, config), ...skillQueues(franchise, config), ...personalQueues(franchise, config),
  ]);
  // Two routes may ask for the same skills.
  const made = new Set<string>();
  return queues.filter(({ queue, skills, franchise }) => {
    const key = JSON.stringify([queue.name, skills, franchise]);
    return !made.has(key) && made.add(key);
  });
}

/** The operators of a franchise who have all these skills, at whatever level. */
export function operatorsWith(skills: readonly string[], franchise: string, operators: readonly NormalOperator[]): string[] {
  return operators
    .filter((operator) => operator.franchise === franchise && skills.every((skill) => operator.skills.some(({ name }) => name === skill)))
    .map(({ name }) => name)
    .sort();
}

function ownQueue({ name, queue }: NormalFranchise, { operators }: NormalConfig): AcdQueue {
  const skills = queue.acd?.skills ?? [];
  return { queue, franchise: name, path: `franchises.${name}.queue`, skills, operators: operatorsWith(skills, name, operators), personalTo: null };
}

function skillQueues(franchise: NormalFranchise, { franchises, operators }: NormalConfig): AcdQueue[] {
  return routesOf(franchise).flatMap(({ path, route }) => {
    const wanted = Object.keys(route.skills ?? {});
    const base = franchises.find(({ queue }) => queue.name === (route.queue ?? franchise.queue.name));
    if (wanted.length === 0 || !base) return [];
    const skills = [...new Set([...wanted, ...(base.queue.acd?.skills ?? [])])].sort();
    return [{
      queue: derived(base.queue, skillQueue(base.queue.name, wanted)), franchise: base.name, path, skills,
      operators: operatorsWith(skills, base.name, operators), personalTo: null,
    }];
  });
}

function personalQueues(franchise: NormalFranchise, { operators }: NormalConfig): AcdQueue[] {
  const { name, queue, call } = franchise;
  if (!call.features.lastOperatorFirst) return [];
  return operatorsWith(queue.acd?.skills ?? [], name, operators).map((operator) => ({
    queue: derived(queue, personalQueue(queue.name, operator)), franchise: name, path: `franchises.${name}.call.lastOperatorFirst`,
    skills: [], operators: [operator], personalTo: operator,
  }));
}

/** As the franchise's own, but with nobody in it whom we did not put there. */
function derived(queue: NormalQueue, name: string): NormalQueue {
  return { ...queue, name, acd: queue.acd && { ...queue.acd, autoBinding: false } };
}

/** Every route of a franchise with its path in the config. */
export function routesOf({ name, call: { features: { menu, routes } } }: NormalFranchise) {
  const path = `franchises.${name}.call`;
  return [
    ...Object.entries(menu?.choices ?? {}).map(([digit, route]) => ({ path: `${path}.menu.choices.${digit}`, route })),
    ...Object.entries(routes ?? {}).map(([number, route]) => ({ path: `${path}.routes.${number}`, route })),
  ];
}
