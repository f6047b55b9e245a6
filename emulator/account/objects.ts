/**
 * The objects of one Voximplant account as rows. The Management API writes
 * them, the platform reads them; ids are unique over the whole account.
 */
export interface ApplicationRow {
  id: number;
  /** Short name; the full one is `<name>.<account>.voximplant.com`. */
  name: string;
  secureRecordStorage: boolean;
  /** SmartQueue's CUSTOM_1 … CUSTOM_10 by the names people see. */
  customStatusNames?: Record<string, string>;
  modifiedMs: number;
}
export interface ScenarioRow {
  id: number;
  name: string;
  script: string;
  /** null: Shared, for the whole account. */
  applicationId: number | null;
  modifiedMs: number;
}
export interface RuleRow {
  id: number;
  applicationId: number;
  name: string;
  pattern: string;
  exclude: string;
  videoConference: boolean;
  /** In bound order. */
  scenarioIds: number[];
  modifiedMs: number;
}
export interface UserRow {
  id: number;
  applicationId: number;
  name: string;
  displayName: string;
  password: string;
  active: boolean;
  customData: string;
  /** ACD v1. */
  acdQueueIds: number[];
  acdSkillIds: number[];
  /** SmartQueue. */
  sqQueueIds: number[];
  sqSkills: { id: number; level: number }[];
  handleCalls: boolean;
  maxConversations: number;
  modifiedMs: number;
}
export interface AcdQueueRow {
  id: number;
  applicationId: number | null;
  name: string;
  /** 0 is the highest. */
  priority: number;
  autoBinding: boolean;
  serviceProbability: number;
  maxSize: number | null;
  /** Predicted wait, minutes. */
  maxWaitingMinutes: number | null;
  averageServiceSeconds: number | null;
  skillIds: number[];
  modifiedMs: number;
}
export interface SqQueueRow {
  id: number;
  applicationId: number;
  name: string;
  agentSelection: string;
  taskSelection: string;
  maxWaitingSeconds: number | null;
  maxSize: number | null;
  priority: number;
  /** undefined: left out, see switch 130. */
  holdCallsIfInactiveAgents: boolean | undefined;
  description: string;
  /** Settings of the messaging half, kept as given. */
  im: Record<string, string>;
  modifiedMs: number;
}
export interface SkillRow { id: number; name: string }
export interface SqSkillRow { id: number; applicationId: number; name: string; description: string }
export interface PhoneNumberRow {
  id: number;
  /** Digits without plus. */
  number: string;
  countryCode: string;
  applicationId: number | null;
  ruleId: number | null;
  /** The rent is paid no more. */
  deactivated?: boolean;
  canceled?: boolean;
  /** False: the account's papers are not there yet. */
  canBeUsed?: boolean;
  price?: number;
}
export interface SecretRow {
  id: number;
  applicationId: number;
  name: string;
  value: string;
  description: string;
  modifiedMs?: number;
}
export interface KeyValueRow { applicationId: number; key: string; value: string; expiresMs: number }
export interface KeyRow {
  /** Goes into the token's `kid`. */
  id: string;
  publicKeyPem: string;
  roles: string[];
}

export interface AccountRows {
  accountId: number;
  accountName: string;
  frozen?: boolean;
  balance?: number;
  keys: Map<string, KeyRow>;
  applications: Map<number, ApplicationRow>;
  scenarios: Map<number, ScenarioRow>;
  rules: Map<number, RuleRow>;
  users: Map<number, UserRow>;
  acdQueues: Map<number, AcdQueueRow>;
  sqQueues: Map<number, SqQueueRow>;
  skills: Map<number, SkillRow>;
  sqSkills: Map<number, SqSkillRow>;
  phoneNumbers: Map<number, PhoneNumberRow>;
  secrets: Map<number, SecretRow>;
  /** Key: `<applicationId>/<key>`. */
  keyValues: Map<string, KeyValueRow>;
  /** Rules of an application in the order of evaluation, by application id. */
  ruleOrder: Map<number, number[]>;
  nextId(): number;
}
