import { createAccount, rentNumber } from '../../emulator/account/account';
import type { AccountRows, UserRow } from '../../emulator/account/objects';
import type { SimulateOptions } from '../options';

export interface Ground {
  rows: AccountRows;
  users: UserRow[];
}

/** The account as a deploy of this bundle would leave it, with as many operators as asked. */
export function layGround({ engine, bundle, ground, operators }: SimulateOptions): Ground {
  const rows = createAccount();
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, { id: applicationId, name: 'simulation', secureRecordStorage: false, modifiedMs: 0 });
  for (const [name, value] of Object.entries(ground.secrets)) {
    const id = rows.nextId();
    rows.secrets.set(id, { id, applicationId, name, value, description: '' });
  }
  const queueId = addQueue(rows, { engine, ground, applicationId });
  addRule(rows, { bundle, number: ground.number, applicationId });
  const users = Array.from({ length: operators.count }, (_, index) => addUser(rows, { engine, queueId, applicationId, index }));
  return { rows, users };
}

function addQueue(rows: AccountRows, { engine, ground, applicationId }: Pick<SimulateOptions, 'engine' | 'ground'> & { applicationId: number }): number {
  const id = rows.nextId();
  const common = { id, applicationId, name: ground.queueName, maxSize: ground.maxSize, modifiedMs: 0 };
  if (engine === 'acd') {
    rows.acdQueues.set(id, {
      ...common, priority: 100, autoBinding: true, serviceProbability: 1, averageServiceSeconds: null, skillIds: [],
      maxWaitingMinutes: null,
    });
  } else {
    rows.sqQueues.set(id, {
      ...common, agentSelection: 'MAX_WAITING_TIME', taskSelection: 'MAX_PRIORITY', maxWaitingSeconds: ground.maxWaitSeconds,
      priority: 50, holdCallsIfInactiveAgents: true, description: '', im: {},
    });
  }
  return id;
}

function addRule(rows: AccountRows, { bundle, number, applicationId }: Pick<SimulateOptions, 'bundle'> & { number: string; applicationId: number }): void {
  const scenarioId = rows.nextId();
  rows.scenarios.set(scenarioId, { id: scenarioId, name: bundle.name, script: bundle.code, applicationId, modifiedMs: 0 });
  const ruleId = rows.nextId();
  rows.rules.set(ruleId, {
    id: ruleId, applicationId, name: 'inbound', pattern: number, exclude: '', videoConference: false, scenarioIds: [scenarioId], modifiedMs: 0,
  });
  rows.ruleOrder.set(applicationId, [ruleId]);
  Object.assign(rentNumber(rows, number), { applicationId, ruleId });
}

interface NewUser {
  engine: SimulateOptions['engine'];
  queueId: number;
  applicationId: number;
  index: number;
}

function addUser(rows: AccountRows, { engine, queueId, applicationId, index }: NewUser): UserRow {
  const user: UserRow = {
    id: rows.nextId(), applicationId, name: `operator-${index + 1}`, displayName: `Operator ${index + 1}`, password: '', active: true,
    customData: '', acdQueueIds: engine === 'acd' ? [queueId] : [], acdSkillIds: [], sqQueueIds: engine === 'acd' ? [] : [queueId],
    sqSkills: [], handleCalls: true, maxConversations: 1, modifiedMs: 0,
  };
  rows.users.set(user.id, user);
  return user;
}
