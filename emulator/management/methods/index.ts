import type { MethodTable } from '../method';
import { accountMethods } from './account';
import { applicationMethods } from './applications';
import { historyMethods } from './history';
import { keyValueMethods } from './key-values';
import { numberMethods } from './numbers';
import { queueMethods } from './queues';
import { ruleMethods } from './rules';
import { scenarioMethods } from './scenarios';
import { secretMethods } from './secrets';
import { sessionMethods } from './sessions';
import { skillMethods } from './skills';
import { sqAgentMethods } from './sq-agents';
import { sqQueueMethods } from './sq-queues';
import { sqSkillMethods } from './sq-skills';
import { stateMethods } from './states';
import { userMethods } from './users';

/** Every method that this API serves; any other name answers 103. */
export const METHODS: MethodTable = {
  ...accountMethods,
  ...applicationMethods,
  ...scenarioMethods,
  ...ruleMethods,
  ...userMethods,
  ...queueMethods,
  ...skillMethods,
  ...sqQueueMethods,
  ...sqSkillMethods,
  ...sqAgentMethods,
  ...numberMethods,
  ...secretMethods,
  ...keyValueMethods,
  ...historyMethods,
  ...stateMethods,
  ...sessionMethods,
};
