import { ownershipOf } from './desired';
import { findItem, KIND_WORDS, ofKind, sameValue, type ActualItem, type Kind } from './items';
import type { Drift } from './plan';
import { isFromUs } from './ownership';
import type { Situation } from './situation';

/** Members come and go with the objects; their own lists are told as edits of them. */
const WITHOUT_ID: readonly Kind[] = [
  'rule-order', 'sq-agents', 'sq-members', 'acd-members', 'acd-queue-skills', 'acd-skill-members', 'sq-operator-skills',
];

/** What differs between the last deploy and the account. Without a state nothing can: all that is there is taken over. */
export function findDrift(situation: Situation): Drift[] {
  const { state, desired } = situation;
  if (!state || state.release === null) return [];
  const looked = state.items.filter(({ kind }) => ownershipOf(desired, kind) !== 'ignore');
  return [...looked.flatMap((item) => driftOf(situation, item)), ...unknownNamesakes(situation)];
}

function driftOf({ actual, desired }: Situation, deployed: ActualItem): Drift[] {
  const { kind, name: object } = deployed;
  const present = WITHOUT_ID.includes(kind)
    ? findItem(actual.items, kind, object)
    : ofKind(actual.items, kind).find(({ id }) => id === deployed.id);
  if (!present) {
    // With its object a list of members goes too.
    if (WITHOUT_ID.includes(kind)) return [];
    return [{ what: 'deleted', kind, object, fields: {}, note: `${KIND_WORDS[kind]} "${object}" was deleted by hand` }];
  }
  const names = Object.keys(deployed.fields).filter((name) => !sameValue(deployed.fields[name], present.fields[name]));
  const fields: Drift['fields'] = Object.fromEntries(
    names.map((name) => [name, { deployed: deployed.fields[name] ?? null, actual: present.fields[name] ?? null }]),
  );
  if (present.name !== object) fields['name'] = { deployed: object, actual: present.name };
  if (Object.keys(fields).length === 0) return [];
  const wanted = findItem(desired.items, kind, object);
  const back = wanted ? '' : ' (the config does not list it)';
  return [{
    what: 'edited', kind, object, fields, note: `${KIND_WORDS[kind]} "${object}" was edited by hand: ${Object.keys(fields).join(', ')}${back}`,
  }];
}

/** Something of our name that the last deploy did not make. */
function unknownNamesakes({ desired, actual, state }: Situation): Drift[] {
  return desired.items
    .filter(({ kind }) => !WITHOUT_ID.includes(kind) && kind !== 'number' && ownershipOf(desired, kind) !== 'ignore')
    .flatMap(({ kind, name }) => {
      const present = findItem(actual.items, kind, name);
      if (!present || state === null || isFromUs(state, present)) return [];
      const note = `${KIND_WORDS[kind]} "${name}" has our name, but the last deploy did not make it`;
      return [{ what: 'unknown' as const, kind, object: name, fields: {}, note }];
    });
}
