import { createAccount, rentNumber } from '../account/account';
import type { AccountRows } from '../account/objects';
import type { LoadGround } from './messages';

/** One SmartQueue, one rule, one scenario and one number for each franchise, and its operators bound to its queue. */
export function layLoadGround({ application, franchises, operators, secrets }: LoadGround): AccountRows {
  const rows = createAccount();
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, { id: applicationId, name: application, secureRecordStorage: false, modifiedMs: 0 });
  for (const [name, value] of Object.entries(secrets)) {
    const id = rows.nextId();
    rows.secrets.set(id, { id, applicationId, name, value, description: '' });
  }
  const queues = new Map(franchises.map((franchise) => [franchise.name, addFranchise(rows, applicationId, franchise)]));
  for (const { name, password, franchise } of operators) {
    const id = rows.nextId();
    rows.users.set(id, {
      id, applicationId, name, displayName: name, password, active: true, customData: '', acdQueueIds: [], acdSkillIds: [],
      sqQueueIds: [queues.get(franchise) ?? 0], sqSkills: [], handleCalls: true, maxConversations: 1, modifiedMs: 0,
    });
  }
  return rows;
}

/** The id of its queue. */
function addFranchise(rows: AccountRows, applicationId: number, { name, number, queueName, script }: LoadGround['franchises'][number]): number {
  const queueId = rows.nextId();
  rows.sqQueues.set(queueId, {
    id: queueId, applicationId, name: queueName, agentSelection: 'MAX_WAITING_TIME', taskSelection: 'MAX_PRIORITY', maxWaitingSeconds: null,
    maxSize: null, priority: 50, holdCallsIfInactiveAgents: true, description: '', im: {}, modifiedMs: 0,
  });
  const scenarioId = rows.nextId();
  rows.scenarios.set(scenarioId, { id: scenarioId, name: `inbound-${name}`, script, applicationId, modifiedMs: 0 });
  const ruleId = rows.nextId();
  rows.rules.set(ruleId, {
    id: ruleId, applicationId, name: `inbound-${name}`, pattern: number, exclude: '', videoConference: false, scenarioIds: [scenarioId], modifiedMs: 0,
  });
  rows.ruleOrder.set(applicationId, [...(rows.ruleOrder.get(applicationId) ?? []), ruleId]);
  Object.assign(rentNumber(rows, number), { applicationId, ruleId });
  return queueId;
}
