import { ownershipOf } from './desired';
import { findItem, ofKind } from './items';
import { isOurs } from './ownership';
import type { Conflict } from './plan';
import type { Situation } from './situation';
import { familiesOf, numberKeeping } from './steps/rules';
import { presentScenarios } from './steps/scenarios';

/** What the cloud would refuse in the middle, found before the first write. */
export function findConflicts(situation: Situation): Conflict[] {
  if (situation.actual.account === null) return [];
  return [...missingValues(situation), ...missingNumbers(situation), ...othersNumbers(situation), ...takenScenarios(situation), ...takenQueues(situation), ...keptRules(situation)];
}

function missingValues({ desired, actual }: Situation): Conflict[] {
  return desired.withoutValue
    .filter(({ kind, name }) => ownershipOf(desired, kind) !== 'ignore' && !findItem(actual.items, kind, name))
    .map(({ kind, name, variable }) => ({
      kind,
      object: name,
      what: `the environment variable ${variable} is not set, so it cannot be made`,
      remedy: kind === 'secret' ? `set ${variable} to its value` : `set ${variable} to the key that the desk uses`,
    }));
}

function missingNumbers({ desired, actual }: Situation): Conflict[] {
  if (ownershipOf(desired, 'number') === 'ignore') return [];
  const owned = ofKind(actual.items, 'number').map(({ name }) => name);
  return ofKind(desired.items, 'number')
    .filter(({ name }) => !owned.includes(name))
    .map(({ name }) => ({
      kind: 'number',
      object: name,
      what: `the account has no number ${name}`,
      remedy: owned.length === 0
        ? 'rent it in the control panel, or take it out of the config'
        : `it has ${owned.slice(0, 5).join(', ')}${owned.length > 5 ? ' …' : ''}; rent this one, or correct the config`,
    }));
}

/** A number of another application is taken only where the config says `manage`: its calls would change their way. */
function othersNumbers({ desired, actual }: Situation): Conflict[] {
  if (ownershipOf(desired, 'number') !== 'add-only') return [];
  return ofKind(desired.items, 'number').flatMap(({ name }) => {
    const holder = findItem(actual.items, 'number', name)?.fields['application'] ?? null;
    return holder === null || holder === desired.application ? [] : [{
      kind: 'number' as const,
      object: name,
      what: `it leads to another application of the account, "${String(holder)}"`,
      remedy: "unbind it there, set ownership.numbers to 'manage' if this one is to have it, or take it out of the config",
    }];
  });
}

/** The config wants a rule gone to which a number leads that it does not know. */
function keptRules(situation: Situation): Conflict[] {
  const { desired, actual } = situation;
  if (ownershipOf(desired, 'rule') !== 'manage') return [];
  const family = new Set(familiesOf(situation).flatMap(({ members }) => members));
  return ofKind(actual.items, 'rule').filter((rule) => !family.has(rule) && isOurs(situation, rule)).flatMap((rule) => {
    const number = numberKeeping(situation, rule);
    if (!number) return [];
    return [{
      kind: 'rule' as const,
      object: rule.name,
      what: `the config does not list it, and the number ${number.name}, which the config does not list either, leads to it`,
      remedy: `list ${number.name} with a franchise, unbind it in the control panel, or set ownership.numbers to 'manage'`,
    }];
  });
}

/** Names of scenarios are unique in the whole account (error 133). */
function takenScenarios(situation: Situation): Conflict[] {
  const { desired, actual } = situation;
  if (ownershipOf(desired, 'scenario') === 'ignore') return [];
  const present = presentScenarios(situation);
  return ofKind(desired.items, 'scenario')
    .filter((item) => actual.taken.scenarios.includes(item.name) && present.get(item.name)?.name !== item.name)
    .map(({ name }) => ({
      kind: 'scenario',
      object: name,
      what: `another application of the account, or the account itself, has a scenario "${name}"`,
      remedy: 'rename the franchise or the scenario in the config, or delete the other one',
    }));
}

/** Names of ACD v1 queues too (error 219). */
function takenQueues({ desired, actual }: Situation): Conflict[] {
  if (ownershipOf(desired, 'acd-queue') === 'ignore') return [];
  return ofKind(desired.items, 'acd-queue')
    .filter(({ name }) => actual.taken.acdQueues.includes(name) && !findItem(actual.items, 'acd-queue', name))
    .map(({ name }) => ({
      kind: 'acd-queue',
      object: name,
      what: `another application of the account has a queue "${name}"`,
      remedy: 'give the queue another name in the config, or delete the other one',
    }));
}
