import type { QueueEngineName } from '../../contracts/call-events';
import type { NormalConfig, NormalFranchise, NormalOperator, NormalQueue } from '../config/normal-config';
import { normaliseQueue } from '../config/normalise';

/** A copy of the config in which every franchise waits in the other kind of queue. */
export function withEngine(config: NormalConfig, engine: QueueEngineName): NormalConfig {
  return { ...config, franchises: config.franchises.map((franchise) => ({ ...franchise, queue: queueOf(franchise, engine) })) };
}

/** A copy with operators that the config does not know, all of one franchise. */
export function withOperators(config: NormalConfig, about: { names: readonly string[]; franchise: string }): NormalConfig {
  const known = new Set(config.operators.map(({ name }) => name));
  const added = about.names.filter((name) => !known.has(name)).map((name) => newOperator(name, about.franchise));
  return { ...config, operators: [...config.operators, ...added] };
}

function queueOf({ queue }: NormalFranchise, engine: QueueEngineName): NormalQueue {
  if (queue.engine === engine) return queue;
  const { name, maxWaitSeconds, maxSize } = queue;
  return normaliseQueue({
    engine,
    name,
    ...(maxWaitSeconds === null ? {} : { maxWaitSeconds }),
    ...(maxSize === null ? {} : { maxSize }),
  });
}

function newOperator(name: string, franchise: string): NormalOperator {
  return { name, displayName: name, franchise, supervisor: false, passwordVersion: 1, skills: [] };
}
