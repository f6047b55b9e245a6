import { createAccount, rentNumber } from '../../emulator/account/account';
import type { AccountRows, UserRow } from '../../emulator/account/objects';
import { acdQueues, type AcdQueue } from '../../scripts/config/acd-queues';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import type { NormalConfig, NormalFranchise, NormalOperator, NormalRule } from '../../scripts/config/normal-config';

export const KEYS = { VOX_DESK_KEY_1: 'first-key', VOX_DESK_KEY_2: 'second-key' };

/** By the name under which it is deployed; a scenario without one is empty. */
type Script = Pick<BuiltScenario, 'name' | 'code'>;

/** The account as a deploy of this config leaves it, without the way there. */
export function installed(config: NormalConfig, built: readonly Script[]): AccountRows {
  const rows = createAccount();
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, {
    id: applicationId, name: config.application.name, secureRecordStorage: true, modifiedMs: 0,
  });
  for (const [name, value] of Object.entries(KEYS)) {
    const id = rows.nextId();
    rows.secrets.set(id, { id, applicationId, name, value, description: '' });
  }
  for (const franchise of config.franchises) installFranchise(rows, { config, franchise, applicationId });
  for (const queue of acdQueues(config)) installAcdQueue(rows, queue, applicationId);
  for (const rule of config.rules) installRule(rows, { rule, built, applicationId });
  for (const franchise of config.franchises) bindNumbers(rows, { config, franchise, applicationId });
  return rows;
}

interface Installation {
  config: NormalConfig;
  franchise: NormalFranchise;
  applicationId: number;
}

function installFranchise(rows: AccountRows, installation: Installation): void {
  const { config, franchise, applicationId } = installation;
  const queueId = installSqQueue(rows, installation);
  for (const operator of config.operators.filter((one) => one.franchise === franchise.name)) {
    const user = userRow(rows, { operator, applicationId });
    if (queueId === null) continue;
    user.sqQueueIds.push(queueId);
    for (const { name, level } of operator.skills) user.sqSkills.push({ id: sqSkillOf(rows, name, applicationId), level });
  }
}

function sqSkillOf(rows: AccountRows, name: string, applicationId: number): number {
  const known = [...rows.sqSkills.values()].find((skill) => skill.name === name);
  if (known) return known.id;
  const id = rows.nextId();
  rows.sqSkills.set(id, { id, applicationId, name, description: '' });
  return id;
}

/** Its operators are bound to it by name; skills decide nothing then. */
function installAcdQueue(rows: AccountRows, { queue, operators }: AcdQueue, applicationId: number): void {
  const id = rows.nextId();
  rows.acdQueues.set(id, {
    id, applicationId, name: queue.name, maxSize: queue.maxSize, modifiedMs: 0, priority: 100, autoBinding: queue.acd?.autoBinding ?? true,
    serviceProbability: 1, maxWaitingMinutes: null, averageServiceSeconds: null, skillIds: [],
  });
  for (const user of rows.users.values()) if (operators.includes(user.name)) user.acdQueueIds.push(id);
}

interface RuleInstallation {
  rule: NormalRule;
  built: readonly Script[];
  applicationId: number;
}

function installRule(rows: AccountRows, { rule, built, applicationId }: RuleInstallation): void {
  const scenarioId = rows.nextId();
  const script = built.find(({ name }) => name === rule.deployedScenario)?.code ?? '';
  rows.scenarios.set(scenarioId, { id: scenarioId, name: rule.deployedScenario, script, applicationId, modifiedMs: 0 });
  const id = rows.nextId();
  const { name, pattern, exclude } = rule;
  rows.rules.set(id, { id, applicationId, name, pattern, exclude, videoConference: false, scenarioIds: [scenarioId], modifiedMs: 0 });
  rows.ruleOrder.set(applicationId, [...(rows.ruleOrder.get(applicationId) ?? []), id]);
}

/** To the first rule of its franchise that covers it, as the plan does. */
function bindNumbers(rows: AccountRows, { config, franchise, applicationId }: Installation): void {
  const own = new Set(config.rules.filter((rule) => rule.franchise === franchise.name).map(({ name }) => name));
  for (const number of franchise.numbers) {
    const rule = [...rows.rules.values()].find(({ name, pattern }) => own.has(name) && new RegExp(`^(?:${pattern})$`).test(number));
    Object.assign(rentNumber(rows, number), { applicationId, ruleId: rule?.id ?? null });
  }
}

function installSqQueue(rows: AccountRows, { franchise: { queue }, applicationId }: Installation): number | null {
  if (queue.engine === 'acd') return null;
  const id = rows.nextId();
  rows.sqQueues.set(id, {
    id, applicationId, name: queue.name, maxSize: queue.maxSize, modifiedMs: 0, agentSelection: 'MAX_WAITING_TIME', taskSelection: 'MAX_PRIORITY', maxWaitingSeconds: queue.maxWaitSeconds,
    priority: 50, holdCallsIfInactiveAgents: queue.smartQueue?.holdCallsIfInactiveAgents ?? false, description: '', im: {},
  });
  return id;
}

function userRow(rows: AccountRows, { operator, applicationId }: { operator: NormalOperator; applicationId: number }): UserRow {
  const user: UserRow = {
    id: rows.nextId(), applicationId, name: operator.name, displayName: operator.displayName, password: 'Secret-1',
    active: true, customData: '', acdQueueIds: [], acdSkillIds: [], sqQueueIds: [], sqSkills: [], handleCalls: true,
    maxConversations: 1, modifiedMs: 0,
  };
  rows.users.set(user.id, user);
  return user;
}
