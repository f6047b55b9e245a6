import type { Management } from '../../contracts/management';
import { Asker } from './asker';
import { Connection, type ConnectionOptions } from './connection';
import { acdMethods } from './objects/acd';
import { applicationMethods } from './objects/applications';
import { leftoverMethods } from './objects/leftovers';
import { liveMethods } from './objects/live';
import { numberMethods } from './objects/numbers';
import { ruleMethods } from './objects/rules';
import { scenarioMethods } from './objects/scenarios';
import { secretMethods } from './objects/secrets';
import { smartQueueMethods } from './objects/smart-queue';
import { userMethods } from './objects/users';
import { USUAL_RETRIES, type RetryPolicy } from './retry';

export interface OpenOptions extends ConnectionOptions {
  retries?: Partial<RetryPolicy>;
}

/** The port over the vendor's client. Nothing is sent before the first question. */
export function openManagement(options: OpenOptions): Management {
  const connection = new Connection(options);
  const ask = new Asker(connection, { ...USUAL_RETRIES, random: Math.random, sleep, ...options.retries });
  return {
    get requests() {
      return connection.requests;
    },
    ...applicationMethods(ask),
    ...scenarioMethods(ask),
    ...ruleMethods(ask),
    ...userMethods(ask),
    ...smartQueueMethods(ask),
    ...acdMethods(ask),
    ...numberMethods(ask),
    ...secretMethods(ask),
    ...liveMethods(ask),
    ...leftoverMethods(ask),
    close: () => connection.close(),
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
