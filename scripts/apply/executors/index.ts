import type { Step } from '../../plan/plan';
import type { Executor, ExecutorTable } from '../executor';
import { operatorExecutors } from './operators';
import { otherExecutors } from './others';
import { queueExecutors } from './queues';
import { ruleExecutors } from './rules';
import { scenarioExecutors } from './scenarios';
import { skillExecutors } from './skills';

const EXECUTORS: ExecutorTable = {
  ...scenarioExecutors,
  ...ruleExecutors,
  ...queueExecutors,
  ...operatorExecutors,
  ...skillExecutors,
  ...otherExecutors,
};

export function executorOf(step: Pick<Step, 'kind' | 'action'>): Executor {
  const executor = EXECUTORS[`${step.kind}.${step.action}`];
  if (!executor) throw new Error(`apply does not know how to ${step.action} a ${step.kind}`);
  return executor;
}
