import { createAccount } from '../../../emulator/account/account';
import type { AccountRows, AcdQueueRow, SqQueueRow, UserRow } from '../../../emulator/account/objects';

export const APPLICATION = 77;

/** Rows of an account, in words. */
export function makeAccount(): AccountRows {
  const rows = createAccount();
  rows.applications.set(APPLICATION, { id: APPLICATION, name: 'calls', secureRecordStorage: false, modifiedMs: 0 });
  const script = 'VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { e.call.answer(); });';
  rows.scenarios.set(1, { id: 1, name: 'answers', script, applicationId: APPLICATION, modifiedMs: 0 });
  rows.rules.set(2, { id: 2, applicationId: APPLICATION, name: 'all', pattern: '.*', exclude: '', videoConference: false, scenarioIds: [1], modifiedMs: 0 });
  rows.ruleOrder.set(APPLICATION, [2]);
  return rows;
}

export function addUser(rows: AccountRows, name: string, more: Partial<UserRow> = {}): UserRow {
  const user: UserRow = {
    id: rows.nextId(), applicationId: APPLICATION, name, displayName: name, password: '', active: true, customData: '',
    acdQueueIds: [...rows.acdQueues.keys()], acdSkillIds: [], sqQueueIds: [...rows.sqQueues.keys()], sqSkills: [],
    handleCalls: true, maxConversations: 0, modifiedMs: 0, ...more,
  };
  rows.users.set(user.id, user);
  return user;
}

export function addAcdQueue(rows: AccountRows, name: string, more: Partial<AcdQueueRow> = {}): AcdQueueRow {
  const queue: AcdQueueRow = {
    id: rows.nextId(), applicationId: APPLICATION, name, priority: 100, autoBinding: true, serviceProbability: 1,
    maxSize: null, maxWaitingMinutes: null, averageServiceSeconds: null, skillIds: [], modifiedMs: 0, ...more,
  };
  rows.acdQueues.set(queue.id, queue);
  return queue;
}

export function addSmartQueue(rows: AccountRows, name: string, more: Partial<SqQueueRow> = {}): SqQueueRow {
  const queue: SqQueueRow = {
    id: rows.nextId(), applicationId: APPLICATION, name, agentSelection: 'MAX_WAITING_TIME', taskSelection: 'MAX_PRIORITY',
    maxWaitingSeconds: null, maxSize: null, priority: 1, holdCallsIfInactiveAgents: undefined, description: '', im: {},
    modifiedMs: 0, ...more,
  };
  rows.sqQueues.set(queue.id, queue);
  return queue;
}
