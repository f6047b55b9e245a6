import { ManagementError } from '../../contracts/management';
import { isThrottled, isUncertain, retrying, type RetryPolicy } from '../cloud/retry';
import type { Step } from '../plan/plan';
import type { StepContext } from './executor';
import { executorOf } from './executors';

/** The cloud takes it for a repetition of something it has just done. */
const LOOKS_REPEATED = 484;

/**
 * Does one step. Throttling is waited out; where no answer came it is first
 * looked up whether the cloud has acted, so that nothing is made twice.
 */
export async function runStep(step: Step, context: StepContext, policy: RetryPolicy): Promise<void> {
  const executor = executorOf(step);
  let uncertain = false;
  await retrying(
    async () => {
      if (uncertain && executor.isDone && (await executor.isDone(step, context))) return;
      try {
        await executor.run(step, context);
      } catch (error) {
        if (!(error instanceof ManagementError)) throw error;
        const repeated = error.failure.kind === 'api' && error.failure.code === LOOKS_REPEATED;
        if (repeated && executor.isDone && (await executor.isDone(step, context))) return;
        uncertain = isUncertain(error.failure);
        throw error;
      }
    },
    policy,
    (failure) => isThrottled(failure) || isUncertain(failure),
  );
}
