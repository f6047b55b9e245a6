import type { CallSettings, Prompt } from '../../contracts/call-settings';
import type { PromptConfig } from '../../contracts/config';
import { callerSettings } from './caller-settings';
import type { NormalEnvironment, NormalFranchise, NormalOperator } from './normal-config';
import { isKnownRegion, numberingPlan } from './numbering';

/** Where a scenario posts its signed events, below the environment's `deskUrl`. */
export const EVENTS_PATH = '/api/calls/events';

/** All that one franchise's scenario needs to know; names only, no ids of an account. */
export function callSettings(franchise: NormalFranchise, environment: NormalEnvironment, operators: readonly NormalOperator[]): CallSettings {
  const { call, queue, region } = franchise;
  if (!isKnownRegion(region)) throw new Error(`franchise ${franchise.name} has the unknown region ${region}`);
  return {
    version: 1,
    franchise: franchise.name,
    queue: {
      engine: queue.engine,
      name: queue.name,
      smartQueuePriority: environment.smartQueuePriority,
      ringSeconds: call.ringSeconds,
    },
    numbering: numberingPlan(region),
    greeting: prompt(call.greeting),
    goodbye: prompt(call.goodbye),
    operatorLost: prompt(call.operatorLost),
    musicUrl: call.music?.url ?? null,
    maxWaitMs: call.maxWaitSeconds * 1000,
    allowTestCalls: call.allowTestCalls,
    desk: environment.deskUrl === null ? null : { eventsUrl: environment.deskUrl.replace(/\/$/, '') + EVENTS_PATH },
    ...callerSettings(franchise, operators),
  };
}

function prompt(written: PromptConfig | null): Prompt | null {
  return written === null ? null : { ...written };
}
