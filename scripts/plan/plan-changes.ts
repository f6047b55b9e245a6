import { fingerprintOf, fingerprintOfAccount } from './actual';
import { ownershipOf } from './desired';
import { findConflicts } from './conflicts';
import { findDrift } from './drift';
import { findExceeded } from './exceeded';
import { listField, ofKind, type Kind } from './items';
import { findKept } from './kept';
import type { LiveTotals } from './live';
import { findMissing } from './missing';
import { PLAN_VERSION, type Plan, type Step } from './plan';
import { planList } from './steps/lists';
import { planNumbers } from './steps/numbers';
import { planObjects } from './steps/objects';
import { planRules } from './steps/rules';
import { planScenarios } from './steps/scenarios';
import type { Situation } from './situation';

type Planner = (situation: Situation, kind: Kind) => Step[];

const PLANNERS: readonly (readonly [Kind, Planner])[] = [
  ['application', planObjects],
  ['sq-skill', planObjects],
  ['acd-skill', planObjects],
  ['sq-queue', planObjects],
  ['acd-queue', planObjects],
  ['operator', planObjects],
  ['secret', planObjects],
  ['scenario', planScenarios],
  ['sq-agents', planList],
  ['sq-members', planList],
  ['acd-members', planList],
  ['acd-queue-skills', planList],
  ['acd-skill-members', planList],
  ['sq-operator-skills', planList],
  ['rule', planRules],
  ['number', planNumbers],
];

/** Pure: the same three inputs give the same plan. */
export function planChanges(situation: Situation, live: LiveTotals = { waiting: 0, talking: 0 }): Plan {
  const { desired, actual } = situation;
  const planned = PLANNERS
    .filter(([kind]) => ownershipOf(desired, kind) !== 'ignore')
    .flatMap(([kind, planner]) => planner(situation, kind));
  const steps = planned
    .filter((step) => !isNeededScenario(situation, planned, step))
    .sort((left, right) => left.wave - right.wave);
  return {
    version: PLAN_VERSION,
    environment: desired.environment,
    account: actual.account,
    application: desired.application,
    fingerprints: { actual: fingerprintOfAccount(actual), desired: fingerprintOf(desired) },
    live,
    drift: [...findDrift(situation), ...findKept(situation, steps)],
    steps,
    conflicts: [...findConflicts(situation), ...findExceeded(situation, steps), ...findMissing(situation, steps)],
  };
}

/** About to go, while a rule that stays has it, somebody else's perhaps: without it the rule would answer nobody. */
function isNeededScenario({ actual }: Situation, steps: readonly Step[], { kind, action, object }: Step): boolean {
  if (kind !== 'scenario' || action !== 'delete') return false;
  const goes = (rule: string): boolean => steps.some((step) => step.kind === 'rule' && step.action === 'delete' && step.object === rule);
  return ofKind(actual.items, 'rule').some(({ name, fields }) => listField(fields, 'scenarios').includes(object) && !goes(name));
}
