import { fingerprintOf, fingerprintOfAccount } from './actual';
import { ownershipOf } from './desired';
import { findConflicts } from './conflicts';
import { findDrift } from './drift';
import { findExceeded } from './exceeded';
import type { Kind } from './items';
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
  const steps = PLANNERS
    .filter(([kind]) => ownershipOf(desired, kind) !== 'ignore')
    .flatMap(([kind, planner]) => planner(situation, kind))
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
