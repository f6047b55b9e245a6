import { createAccount } from '../../emulator/account/account';
import type { AccountRows, UserRow } from '../../emulator/account/objects';
import type { CallSettings } from '../../contracts/call-settings';

export const DIALLED = '74951234567';
export const DESK_KEY = 'explorer-key';

/** One franchise, deployed: the bundle on its rule, one queue, its operators. */
export function deployedAccount(parts: { script: string; settings: CallSettings; operators: number }): AccountRows {
  const { script, settings } = parts;
  const rows = createAccount({ phoneNumbers: [DIALLED] });
  const id = () => rows.nextId();
  const applicationId = id();
  rows.applications.set(applicationId, { id: applicationId, name: 'explored', secureRecordStorage: false, modifiedMs: 0 });
  const secretId = id();
  rows.secrets.set(secretId, { id: secretId, applicationId, name: 'VOX_DESK_KEY_1', value: DESK_KEY, description: '' });
  const scenarioId = id();
  rows.scenarios.set(scenarioId, { id: scenarioId, name: 'inbound', script, applicationId, modifiedMs: 0 });
  const ruleId = id();
  rows.rules.set(ruleId, {
    id: ruleId, applicationId, name: 'inbound', pattern: DIALLED, exclude: '', videoConference: false,
    scenarioIds: [scenarioId], modifiedMs: 0,
  });
  rows.ruleOrder.set(applicationId, [ruleId]);
  for (const number of rows.phoneNumbers.values()) Object.assign(number, { applicationId, ruleId });
  const queueId = id();
  addQueue(rows, { id: queueId, applicationId, name: settings.queue.name });
  for (let n = 1; n <= parts.operators; n++) addOperator(rows, { name: `op${n}`, applicationId, queueId });
  return rows;
}

export function operatorRow(rows: AccountRows, name: string): UserRow {
  const row = [...rows.users.values()].find((user) => user.name === name);
  if (!row) throw new Error(`The explored account has no operator ${name}`);
  return row;
}

/** The same name in both engines; the settings choose. */
function addQueue(rows: AccountRows, { id, applicationId, name }: { id: number; applicationId: number; name: string }): void {
  rows.acdQueues.set(id, {
    id, applicationId, name, priority: 100, autoBinding: true, serviceProbability: 1, maxSize: null, maxWaitingMinutes: null,
    averageServiceSeconds: null, skillIds: [], modifiedMs: 0,
  });
  rows.sqQueues.set(id, {
    id, applicationId, name, agentSelection: 'MAX_WAITING_TIME', taskSelection: 'MAX_PRIORITY', maxWaitingSeconds: null, maxSize: null,
    priority: 1, holdCallsIfInactiveAgents: true, description: '', im: {}, modifiedMs: 0,
  });
}

function addOperator(rows: AccountRows, user: { name: string; applicationId: number; queueId: number }): void {
  const id = rows.nextId();
  rows.users.set(id, {
    id, applicationId: user.applicationId, name: user.name, displayName: user.name, password: '', active: true,
    customData: '', acdQueueIds: [user.queueId], acdSkillIds: [], sqQueueIds: [user.queueId], sqSkills: [],
    handleCalls: true, maxConversations: 1, modifiedMs: 0,
  });
}
