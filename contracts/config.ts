import type { QueueEngineName } from './call-events';
import type { ExitCause, SmartQueuePriority } from './call-settings';

/**
 * `voxfiles.config.ts` as a person writes it. Data only; `scripts/config/`
 * reads, completes and checks it and reports every problem at once.
 * Milliseconds end in `Ms`, seconds in `Seconds`.
 */
export interface VoxConfig {
  application: ApplicationConfig;
  environments: Record<string, EnvironmentConfig>;
  /** Entry files in `scenarios/`, by the name they are deployed under. */
  scenarios: Record<string, ScenarioConfig>;
  franchises: Record<string, FranchiseConfig>;
  /** Operators by Voximplant user name. */
  operators: Record<string, OperatorConfig>;
  rules: readonly RuleConfig[];
  skills?: Record<string, SkillConfig>;
  /** Secrets of the application by name → the environment variable that holds the value. */
  secrets: Record<string, { fromEnv: string }>;
  ownership?: Partial<Record<OwnedList, OwnershipMode>>;
}

/** `manage`: what is not listed is removed. `add-only`: never removed. `ignore`: not looked at. */
export type OwnershipMode = 'manage' | 'add-only' | 'ignore';
export type OwnedList =
  | 'scenarios' | 'rules' | 'queues' | 'skills' | 'operators' | 'bindings' | 'numbers' | 'secrets';

/** What a setting is where the config says nothing, for the command and the desk alike. */
export const DEFAULTS = { secureRecordStorage: true, retentionDays: 365, holdoutMs: 30_000, warnSeconds: 30 } as const;

export interface ApplicationConfig {
  /** Short name, `[a-z][a-z0-9-]{1,64}`. */
  name: string;
  secureRecordStorage?: boolean;
}

export interface EnvironmentConfig {
  /** Account id the credentials must belong to; a wrong account stops before any write. */
  account?: number;
  /** The account's name, for operators' logins `user@application.name.voximplant.com`. */
  accountName?: string;
  /** Path of the service-account key file; never committed. */
  credentials?: string;
  /** Voximplant node of the Web SDK, `NODE_1` … `NODE_13`. */
  node: string;
  /** Where scenarios post their events; https. `null`: no desk. */
  deskUrl: string | null;
  /** Host suffixes or address ranges (CIDR) that a session's access URL may have. */
  sessionHosts: string[];
  retentionDays?: number;
  /** Which direction of SmartQueue's priority is the urgent one (platform-facts, switch 128). */
  smartQueuePriority: SmartQueuePriority;
}

export interface ScenarioConfig {
  /** Relative to the project, e.g. `scenarios/inbound.ts`. */
  file: string;
  /**
   * Uploaded byte for byte under this very name, without bundling and settings:
   * a script that was in the account before, as `vox import` writes it.
   */
  asIs?: boolean;
}

export interface FranchiseConfig {
  /** Shown to people. */
  title: string;
  /** ISO 3166 region for numbers written in national form, e.g. `RU`. */
  region: string;
  /** The numbers that customers dial, digits as the platform lists them. */
  numbers: string[];
  timeZone: string;
  queue: QueueConfig;
  call: CallConfig;
  /** How customers are found: the desk's own tables, or the ERP's HTTP API. */
  customers?: { source: 'own' } | { source: 'erp'; url: string; secret: string };
  desk?: FranchiseDeskConfig;
  /** Left out: always open. In the franchise's time zone. */
  hours?: HoursConfig;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** `HH:MM` to `HH:MM`, `24:00` possible as an end. */
export type TimeSpanConfig = { from: string; to: string };

export interface HoursConfig {
  /** A day left out is closed. */
  weekly: Partial<Record<Weekday, readonly TimeSpanConfig[]>>;
  /** `YYYY-MM-DD`, or `MM-DD` every year. */
  holidays?: readonly string[];
  /** `YYYY-MM-DD` → hours of that day; win over holidays, empty: closed. */
  exceptions?: Record<string, readonly TimeSpanConfig[]>;
}

/** What only the desk and the page need to know of a franchise. */
export interface FranchiseDeskConfig {
  /** Origins of the ERP's pages that embed the element, e.g. `https://erp.example`. */
  origins?: string[];
  /** Answered within `targetSeconds` counts as served in time; abandons within `shortAbandonSeconds` are counted apart. */
  serviceLevel?: { targetSeconds: number; shortAbandonSeconds: number };
  /** Misses in a row that switch intake off. */
  missesInRow?: number;
  /** How long a ban after a miss lasts before the page asks for READY by itself. */
  banLiftSeconds?: number;
  /** A closed page counts as gone after this. */
  graceSeconds?: number;
}

/**
 * All that AddQueue and SQ_AddQueue take for calls; SmartQueue's `im_*`, its
 * half for messages, is no part of this and stays as it is in the account.
 * What is left out here and has no default is neither set nor compared.
 */
export interface QueueConfig {
  engine: QueueEngineName;
  name: string;
  /** SmartQueue: the longest wait. ACD v1: the longest predicted one, rounded up to minutes. */
  maxWaitSeconds?: number;
  maxSize?: number;
  smartQueue?: {
    agentSelection?: 'MOST_QUALIFIED' | 'LEAST_QUALIFIED' | 'MAX_WAITING_TIME';
    taskSelection?: 'MAX_PRIORITY' | 'MAX_WAITING_TIME';
    /** null: as it is in the account. */
    holdCallsIfInactiveAgents?: boolean | null;
    priority?: number;
    description?: string;
  };
  acd?: {
    priority?: number;
    autoBinding?: boolean;
    serviceProbability?: number;
    averageServiceTimeSeconds?: number;
    /**
     * The queue asks for these: of the franchise's operators those who have all of them are bound to it. With
     * `autoBinding` the platform also takes any other operator of the application who has them.
     */
    skills?: readonly string[];
  };
}

export interface CallConfig {
  greeting?: PromptConfig;
  /** Played, looped, while waiting. */
  music?: { url: string };
  /** Said before the system ends a call that nobody served. */
  goodbye?: PromptConfig;
  /** Said when the operator's page vanished and the caller is queued again. */
  operatorLost?: PromptConfig;
  /** How long one operator rings, 10 … 400 s. */
  ringSeconds: number;
  /** The caller waits at most this long, all rounds together. */
  maxWaitSeconds: number;
  reject: { default: 'pass' | 'drop'; holdoutMs?: number };
  wrapUp: WrapUpConfig;
  /** Calls from SDK users too, for trying out; off in production. */
  allowTestCalls?: boolean;
  /** Conversations are recorded from the bridge on; `notice` is said after the greeting. */
  recording?: { notice?: PromptConfig };
  announcements?: AnnouncementsConfig;
  /** The way out by its cause, ending in `voicemail` or `end`; a cause left out: the goodbye, then the end. */
  exits?: Partial<Record<ExitCause, readonly ExitStepConfig[]>>;
  callback?: { digit: string; confirm: PromptConfig; done?: PromptConfig; answerSeconds?: number };
  callers?: {
    /** Listed callers go first. Any notation of the region. */
    urgent?: readonly string[];
    blocked?: readonly string[];
    hidden?: 'serve' | 'refuse';
    /** A caller who was cut off and calls again within this goes before ordinary callers; the desk's default is 10. */
    returnMinutes?: number;
    /** More calls of one number within an hour are refused; left out: no limit. Counted by the desk. */
    floodPerHour?: number;
  };
  /** Said after the greeting; a digit chooses, silence takes the ordinary route. */
  menu?: { prompt: PromptConfig; choices: Record<string, RouteConfig>; answerSeconds?: number };
  /** By one of the franchise's numbers. */
  routes?: Record<string, RouteConfig>;
  /**
   * Whoever served this caller within 30 days is looked for this long before the others, where the call goes to the
   * franchise's own queue or he has the skills. ACD v1: in a queue of his own, made for each operator.
   */
  lastOperatorFirst?: { seconds: number };
}

/**
 * Skills that an operator must have, with the lowest level that will do. ACD v1 knows no levels and takes no skills
 * with a call: each set of them gets a queue of its own, `<queue>.<skill>.<skill>`, in alphabetical order.
 */
export interface RouteConfig {
  queue?: string;
  skills?: Record<string, 1 | 2 | 3 | 4 | 5>;
}

export interface AnnouncementsConfig {
  /** `{position}` is filled in. */
  position?: PromptConfig;
  /** `{minutes}` is filled in, rounded up to `roundMinutes`, never 0. */
  expectedWait?: PromptConfig;
  roundMinutes?: number;
  firstSeconds: number;
  /** At least 15. */
  everySeconds: number;
  onlyBetter?: boolean;
  comfort?: { prompts: readonly PromptConfig[]; everySeconds: number };
}

export type ExitStepConfig =
  | { kind: 'say'; prompt: PromptConfig }
  /** Whoever is in that queue may answer, whatever skills were asked for before. */
  | { kind: 'queue'; name: string; maxWaitSeconds: number }
  | { kind: 'number'; number: string; ringSeconds: number }
  | { kind: 'callback' }
  | { kind: 'voicemail'; intro: PromptConfig; tone?: PromptConfig; maxSeconds: number }
  | { kind: 'end' };

export interface WrapUpConfig {
  limitSeconds?: number;
  warnSeconds?: number;
  onLimit?: 'off' | 'ready';
}

/** A text for the voice, or a sound file. */
export type PromptConfig =
  | { text: string; /** Path in VoiceList, e.g. `Amazon.ru_RU_Tatyana`. */ voice: string }
  | { url: string };

export interface OperatorConfig {
  displayName: string;
  franchise: string;
  supervisor?: boolean;
  /** Counts up to change the derived password. */
  passwordVersion?: number;
  skills?: Record<string, 1 | 2 | 3 | 4 | 5>;
}

export interface SkillConfig { description?: string }

/** One row of `rules/`: number pattern → scenario, first match wins. */
export interface RuleConfig {
  name: string;
  franchise: string;
  /** Covers the whole destination, e.g. `74951234567`. */
  pattern: string;
  exclude?: string;
  scenario: string;
}
