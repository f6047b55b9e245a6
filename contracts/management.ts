/**
 * The Management port: what plan and apply need of a Voximplant account.
 * Behind it stands the cloud or the emulator, and nothing here tells which.
 * Lists are whole; ids are the account's; dates are the API's strings in UTC.
 */
export interface Management {
  /** Requests sent so far, retries included. */
  readonly requests: number;
  account(): Promise<AccountObject>;
  /** undefined where the account has none of this name. */
  application(name: string): Promise<ApplicationObject | undefined>;
  /** All that the account has. */
  applications(): Promise<ApplicationObject[]>;
  addApplication(given: { name: string; secureRecordStorage: boolean }): Promise<number>;
  setApplication(id: number, given: { secureRecordStorage: boolean }): Promise<void>;
  /** Everything in it goes with it. */
  deleteApplication(id: number): Promise<void>;

  /** Those of one application (by its name), or with null all that the account shows. */
  scenarios(application: string | null): Promise<ScenarioObject[]>;
  scenarioScript(id: number): Promise<{ script: string; modified: string }>;
  addScenario(given: { applicationId: number; name: string; script: string }): Promise<number>;
  setScenario(id: number, given: { name?: string; script?: string }): Promise<void>;
  deleteScenario(id: number): Promise<void>;

  /** In the order of evaluation, with their scenarios. */
  rules(application: string): Promise<RuleObject[]>;
  addRule(given: { applicationId: number; scenarioIds: number[] } & RuleFields): Promise<number>;
  setRule(id: number, given: Partial<RuleFields>): Promise<void>;
  bindScenario(given: { applicationId: number; ruleId: number; scenarioId: number; bind: boolean }): Promise<void>;
  reorderRules(ids: readonly number[]): Promise<void>;
  deleteRule(id: number): Promise<void>;

  users(application: string): Promise<UserObject[]>;
  /** How many the account's other applications have together. */
  usersElsewhere(application: string): Promise<number>;
  addUser(given: { applicationId: number; name: string; displayName: string; password: string }): Promise<number>;
  setUser(id: number, given: { displayName?: string; password?: string; active?: boolean; name?: string }): Promise<void>;
  deleteUser(id: number): Promise<void>;

  sqQueues(application: string): Promise<SqQueueObject[]>;
  addSqQueue(applicationId: number, given: { name: string } & SqQueueFields): Promise<number>;
  setSqQueue(at: { applicationId: number; id: number }, given: Partial<SqQueueFields>): Promise<void>;
  deleteSqQueue(at: { applicationId: number; id: number }): Promise<void>;
  /** Users that take calls from SmartQueue. */
  sqAgents(application: string): Promise<SqAgentObject[]>;
  bindSqAgents(given: { applicationId: number; queueId: number; userIds: readonly number[]; bind: boolean }): Promise<void>;
  setSqAgents(given: { applicationId: number; userIds: readonly number[]; handleCalls: boolean }): Promise<void>;
  sqSkills(application: string): Promise<SkillObject[]>;
  addSqSkill(applicationId: number, given: { name: string; description: string }): Promise<number>;
  setSqSkill(at: { applicationId: number; id: number }, given: { name?: string; description?: string }): Promise<void>;
  deleteSqSkill(at: { applicationId: number; id: number }): Promise<void>;
  /** Replaces the agent's skills by these. */
  setSqAgentSkills(given: { applicationId: number; userId: number; skills: readonly SkillLevel[]; drop: readonly number[] }): Promise<void>;

  /** Those of one application, or with null all of the account. */
  acdQueues(applicationId: number | null): Promise<AcdQueueObject[]>;
  addAcdQueue(applicationId: number, given: { name: string } & AcdQueueFields): Promise<number>;
  setAcdQueue(id: number, given: Partial<AcdQueueFields>): Promise<void>;
  deleteAcdQueue(id: number): Promise<void>;
  bindAcdUsers(given: { applicationId: number; queueId: number; userIds: readonly number[]; bind: boolean }): Promise<void>;
  acdSkills(): Promise<SkillObject[]>;
  addAcdSkill(name: string): Promise<number>;
  renameAcdSkill(id: number, name: string): Promise<void>;
  deleteAcdSkill(id: number): Promise<void>;
  bindAcdSkill(given: { applicationId: number; skillId: number; userIds: readonly number[]; bind: boolean }): Promise<void>;
  bindAcdQueueSkills(given: { applicationId: number; queueId: number; skillIds: readonly number[]; bind: boolean }): Promise<void>;

  numbers(): Promise<NumberObject[]>;
  /** To a rule by ids; to another application as it was, by names. Without a rule the patterns decide. */
  bindNumber(given: { phoneId: number; to: NumberTarget }): Promise<void>;
  unbindNumber(phoneId: number): Promise<void>;

  secrets(application: string): Promise<SecretObject[]>;
  secretValue(at: { applicationId: number; id: number }): Promise<string>;
  addSecret(applicationId: number, given: { name: string; value: string }): Promise<number>;
  setSecret(at: { applicationId: number; id: number }, given: { value: string }): Promise<void>;
  deleteSecret(at: { applicationId: number; id: number }): Promise<void>;

  /** Calls waiting and talking in these queues at this moment. */
  live(given: { applicationId: number; sqQueueIds: readonly number[]; acdQueueIds: readonly number[] }): Promise<LiveCalls[]>;

  /** Items of the application's key-value storage whose key begins with `prefix`. */
  storedItems(given: { applicationId: number; prefix: string }): Promise<StoredItemObject[]>;
  /** Nothing happens where it is gone. */
  deleteStoredItem(given: { applicationId: number; key: string }): Promise<void>;
  /** When a session that began in this span ended; null where the history does not have it: it runs, or never was. */
  sessionEnd(given: { applicationId: number; sessionId: string; fromMs: number; toMs: number }): Promise<number | null>;
  /** The newest thousand that began in this span and have ended, oldest first. */
  endedSessions(given: { applicationId: number; fromMs: number; toMs: number }): Promise<SessionObject[]>;
  /** Deletes a recording by its address; nothing happens where it is gone. */
  deleteRecord(address: string): Promise<void>;
  /** Gives back its connections. */
  close(): void;
}

export interface LiveCalls {
  queueId: number;
  waiting: number;
  talking: number;
}

/** A session that has ended. */
export interface SessionObject {
  id: string;
  rule: string;
  startMs: number;
  durationSeconds: number;
  /** In the platform's words: `Normal termination`, `JS session error` … */
  finishReason: string;
  /** Null where the cloud keeps the log no longer (a month). */
  logUrl: string | null;
}
export interface StoredItemObject { key: string; value: string }
/** `frozen`: by the platform, or closed. `balance`: in `currency`, null where the key may not see it. */
export interface AccountObject { id: number; name: string; frozen: boolean; balance: number | null; currency: string | null }
export interface ApplicationObject { id: number; name: string; secureRecordStorage: boolean }
export interface ScenarioObject { id: number; name: string; modified: string }
export interface RuleFields { name: string; pattern: string; exclude: string }
export interface RuleObject extends RuleFields { id: number; videoConference: boolean; scenarioIds: number[]; scenarioNames: string[] }
export interface UserObject {
  id: number;
  name: string;
  displayName: string;
  active: boolean;
  acdQueueIds: number[];
  acdSkillIds: number[];
  acdStatus: string;
}
export interface SqQueueFields {
  agentSelection: string;
  taskSelection: string;
  holdCallsIfInactiveAgents?: boolean;
  maxWaitSeconds?: number;
  maxSize?: number;
  priority?: number;
  description?: string;
}
export interface SqQueueObject extends SqQueueFields { id: number; name: string }
export interface SqAgentObject {
  userId: number;
  queueIds: number[];
  skills: SkillLevel[];
  status: string;
}
export interface SkillLevel { id: number; level: number }
export interface SkillObject { id: number; name: string; description: string }
export interface AcdQueueFields {
  priority?: number;
  autoBinding?: boolean;
  serviceProbability?: number;
  maxSize?: number;
  maxWaitMinutes?: number;
  averageServiceSeconds?: number;
}
/** `skills` by name. */
export interface AcdQueueObject extends AcdQueueFields { id: number; name: string; skills: string[] }
export interface NumberObject {
  id: number;
  /** Digits without plus. */
  number: string;
  applicationId: number | null;
  applicationName: string | null;
  ruleId: number | null;
  ruleName: string | null;
  /** The rent is paid no more, was given up, or waits for papers. */
  frozen: boolean;
  canceled: boolean;
  unverified: boolean;
  /** YYYY-MM-DD; null where nothing will be charged. */
  nextRenewal: string | null;
  price: number;
}
export type NumberTarget = { applicationId: number; ruleId: number | null } | { application: string; rule: string | null };
export interface SecretObject { id: number; name: string; modified: string }

/** What went wrong with a request, as data. */
export interface ManagementFailure {
  /** `api`: refused with a code. `http`: no 2xx. `transport`: no answer. `timeout`: none in time. `shape`: one that makes no sense. */
  kind: 'api' | 'http' | 'transport' | 'timeout' | 'shape';
  /** The API's code, the HTTP status, or 0. */
  code: number;
  /** What the far side said. */
  msg: string;
  method: string;
  /** What it was about, in words: `rule "center"`. */
  object: string;
}

/** One request that failed. The message names method, object, code and what was said. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';

  constructor(readonly failure: ManagementFailure) {
    super(`${failure.method} for ${failure.object} failed: ${describeFailure(failure)}`);
  }
}

function describeFailure({ kind, code, msg }: ManagementFailure): string {
  if (kind === 'api') return `the cloud answered error ${code}, ${msg}`;
  if (kind === 'http') return `the cloud answered HTTP ${code}${msg ? `, ${msg}` : ''}`;
  return msg;
}
