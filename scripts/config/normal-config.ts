import type { ApplicationConfig, CallConfig, FranchiseConfig, FranchiseDeskConfig, HoursConfig, OwnedList, OwnershipMode, PromptConfig, QueueConfig, RuleConfig, WrapUpConfig } from '../../contracts/config';
import type { SmartQueuePriority } from '../../contracts/call-settings';

/**
 * The config as the commands read it: defaults filled in, maps turned into
 * lists, checked. Only `readConfig` makes one.
 */
export interface NormalConfig {
  application: Required<ApplicationConfig>;
  environments: NormalEnvironment[];
  franchises: NormalFranchise[];
  operators: NormalOperator[];
  /** In the order of evaluation. */
  rules: NormalRule[];
  /** What is deployed: one for each pair of a scenario and a franchise that a rule names. */
  scenarios: NormalScenario[];
  skills: { name: string; description: string }[];
  secrets: { name: string; fromEnv: string }[];
  ownership: Record<OwnedList, OwnershipMode>;
}

export interface NormalEnvironment {
  name: string;
  account: number | null;
  /** For operators' logins; only the desk needs it. */
  accountName: string | null;
  credentials: string | null;
  node: string;
  deskUrl: string | null;
  sessionHosts: string[];
  retentionDays: number;
  smartQueuePriority: SmartQueuePriority;
}

export interface NormalFranchise {
  name: string;
  title: string;
  region: string;
  /** Digits only, as the platform lists them. */
  numbers: string[];
  timeZone: string;
  queue: NormalQueue;
  call: NormalCall;
  /** null: always open. */
  hours: HoursConfig | null;
  customers: NonNullable<FranchiseConfig['customers']>;
  /** Only the desk and the page read it; they fill in its defaults. */
  desk: FranchiseDeskConfig;
}

/** Settings left out (null) are left to the platform and not compared by the plan. */
export interface NormalQueue {
  engine: QueueConfig['engine'];
  name: string;
  maxWaitSeconds: number | null;
  maxSize: number | null;
  /** Filled where the engine is SmartQueue, else null. */
  smartQueue: {
    agentSelection: NonNullable<NonNullable<QueueConfig['smartQueue']>['agentSelection']>;
    taskSelection: NonNullable<NonNullable<QueueConfig['smartQueue']>['taskSelection']>;
    /** Stated unless the config says null: what the platform takes for left out is not known (switch 130). */
    holdCallsIfInactiveAgents: boolean | null;
    priority: number;
    description: string;
  } | null;
  /** Filled where the engine is ACD v1, else null. */
  acd: {
    priority: number;
    autoBinding: boolean;
    serviceProbability: number;
    averageServiceTimeSeconds: number | null;
    /** Sorted. */
    skills: readonly string[];
  } | null;
}

export interface NormalCall {
  greeting: PromptConfig | null;
  music: { url: string } | null;
  goodbye: PromptConfig | null;
  operatorLost: PromptConfig | null;
  ringSeconds: number;
  maxWaitSeconds: number;
  reject: Required<CallConfig['reject']>;
  wrapUp: { limitSeconds: number | null; warnSeconds: number; onLimit: NonNullable<WrapUpConfig['onLimit']> };
  allowTestCalls: boolean;
  /** As written: nothing of it has a default of its own. */
  features: CallFeatures;
}

/** What a caller can meet besides. */
export type CallFeatures = Pick<
  CallConfig, 'recording' | 'announcements' | 'exits' | 'callback' | 'callers' | 'menu' | 'routes' | 'lastOperatorFirst'
>;

export interface NormalOperator {
  /** Voximplant user name. */
  name: string;
  displayName: string;
  franchise: string;
  supervisor: boolean;
  passwordVersion: number;
  skills: { name: string; level: 1 | 2 | 3 | 4 | 5 }[];
}

export interface NormalRule {
  name: string;
  franchise: string;
  pattern: string;
  /** '' where nothing is excluded. */
  exclude: string;
  /** The scenario as the rules table names it, e.g. `inbound`. */
  scenario: RuleConfig['scenario'];
  /** The scenario as it is deployed, e.g. `inbound-center`. */
  deployedScenario: string;
}

export interface NormalScenario {
  /** Unique in the whole account, e.g. `inbound-center`. */
  name: string;
  /** Entry file relative to the project. */
  file: string;
  franchise: string;
  /** Uploaded as the file is. */
  asIs: boolean;
}
