import type { Fields, Kind } from './items';
import type { LiveTotals } from './live';

/** Raised when a plan of this version could be read wrongly by another. */
export const PLAN_VERSION = 2;

/** What would be done, in full, as data. Nothing is decided after this. */
export interface Plan {
  version: typeof PLAN_VERSION;
  environment: string;
  account: number | null;
  application: string;
  /** Of the account as it was read, and of what it should become. */
  fingerprints: { actual: string; desired: string };
  live: LiveTotals;
  drift: Drift[];
  /** In an order in which they can be done one by one. */
  steps: Step[];
  /** What stands in the way; with any of these nothing can be applied. */
  conflicts: Conflict[];
}

export const ACTIONS = ['create', 'update', 'rename', 'delete', 'add', 'remove', 'bind', 'move', 'reorder'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Step {
  /** `<kind>.<action>.<object>`, unique in the plan. */
  id: string;
  kind: Kind;
  action: Action;
  object: string;
  /** The fields that change, as they are; null where nothing is there yet. */
  before: Fields | null;
  /** As they will be; null for what is removed. */
  after: Fields | null;
  /** Something ends to exist, or somebody stops to get calls. */
  destructive: boolean;
  /** Steps of one wave may run side by side; the next wave begins when all are done. */
  wave: number;
}

/** What somebody changed behind the back of the last deploy, and what is left alone. */
export interface Drift {
  /** `kept`: the config would have it gone, but it is not ours alone, or nothing shows that it is ours. */
  what: 'edited' | 'deleted' | 'unknown' | 'kept';
  kind: Kind;
  object: string;
  /** Fields that differ; empty but for edited. */
  fields: Record<string, { deployed: Fields[string]; actual: Fields[string] }>;
  /** In words. */
  note: string;
}

export interface Conflict {
  kind: Kind;
  object: string;
  what: string;
  remedy: string;
}

/** The order of work. A live rule never lacks its scenario, nor the number its rule. */
export const WAVES = {
  application: 0,
  /** Skills, queues, operators, secrets, new scenarios. */
  objects: 1,
  /** Who belongs where. */
  bindings: 2,
  /** New code of scenarios in use: its queue and its secrets are there by now. */
  code: 3,
  rules: 4,
  /** Where nothing is about to go or to be renamed, the order is set at once, and one reading proves both. */
  earlyRuleOrder: 4.5,
  numbers: 5,
  obsoleteRules: 6,
  ruleNames: 7,
  ruleOrder: 8,
  unbindings: 9,
  obsoleteScenarios: 10,
  obsoleteObjects: 11,
  obsoleteApplication: 12,
} as const;

export function stepId(step: Pick<Step, 'kind' | 'action' | 'object'>): string {
  return `${step.kind}.${step.action}.${step.object}`;
}

export function makeStep(step: Omit<Step, 'id' | 'destructive'> & { destructive?: boolean }): Step {
  return { ...step, id: stepId(step), destructive: step.destructive ?? false };
}
