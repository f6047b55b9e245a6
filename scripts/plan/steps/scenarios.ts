import { ownershipOf } from '../desired';
import { findItem, listField, ofKind, type ActualItem, type Item } from '../items';
import { isOurs } from '../ownership';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';

/** New code goes into the scenario in place: rules are bound by id, and running sessions keep what they have. */
export function planScenarios(situation: Situation): Step[] {
  const { desired, actual } = situation;
  const wanted = ofKind(desired.items, 'scenario');
  const present = presentScenarios(situation);
  const steps = wanted.flatMap((item) => planScenario(item, present.get(item.name)));
  if (ownershipOf(desired, 'scenario') !== 'manage') return steps;
  const kept = new Set([...present.values()].map(({ id }) => id));
  const unlisted = ofKind(actual.items, 'scenario').filter((item) => !kept.has(item.id) && isOurs(situation, item));
  return [...steps, ...unlisted.map(deletion)];
}

/** By wanted name, the present scenario that is or becomes this one. Each becomes one at most. */
export function presentScenarios(situation: Situation): Map<string, ActualItem> {
  const { desired, actual, state } = situation;
  const wanted = ofKind(desired.items, 'scenario');
  const scenarios = ofKind(actual.items, 'scenario');
  const present = new Map(scenarios.filter(({ name }) => findItem(desired.items, 'scenario', name)).map((item) => [item.name, item]));
  const free = new Set(scenarios.filter(({ name }) => !present.has(name)));
  const renamedByHand = ({ name }: Item): ActualItem | undefined => {
    const known = state ? findItem(state.items, 'scenario', name) : undefined;
    return scenarios.find(({ id }) => id === known?.id);
  };
  for (const find of [renamedByHand, (item: Item) => predecessor(situation, item)]) {
    for (const item of wanted.filter(({ name }) => !present.has(name))) {
      const found = find(item);
      if (found && free.delete(found)) present.set(item.name, found);
    }
  }
  return present;
}

/** Renamed in the config: what we deployed for the same pattern under the old name, and for nothing else. */
function predecessor({ desired, actual, state }: Situation, item: Item): ActualItem | undefined {
  const patterns = ofKind(desired.items, 'rule')
    .filter(({ fields }) => listField(fields, 'scenarios').includes(item.name))
    .map(({ fields }) => fields['pattern']);
  const rules = ofKind(actual.items, 'rule').filter(({ fields }) => patterns.includes(fields['pattern'] ?? ''));
  const names = new Set(rules.flatMap(({ fields }) => listField(fields, 'scenarios')));
  const [name, ...others] = [...names];
  if (name === undefined || others.length > 0) return undefined;
  const isShared = ofKind(actual.items, 'rule').some((rule) => !rules.includes(rule) && listField(rule.fields, 'scenarios').includes(name));
  if (isShared) return undefined;
  const ours = state ? findItem(state.items, 'scenario', name) : undefined;
  const present = findItem(actual.items, 'scenario', name);
  return ours && present?.id === ours.id ? present : undefined;
}

function planScenario(item: Item, before: ActualItem | undefined): Step[] {
  const { name: object, fields: after } = item;
  const kind = 'scenario';
  if (!before) return [makeStep({ kind, action: 'create', object, before: null, after, wave: WAVES.objects })];
  const renamed = before.name === object
    ? []
    : [makeStep({ kind, action: 'rename', object, before: { name: before.name }, after: { name: object }, wave: WAVES.objects })];
  if (before.fields['sha256'] === after['sha256']) return renamed;
  return [...renamed, makeStep({ kind, action: 'update', object, before: before.fields, after, wave: WAVES.code })];
}

function deletion({ name, fields }: ActualItem): Step {
  return makeStep({
    kind: 'scenario', action: 'delete', object: name, before: fields, after: null, destructive: true, wave: WAVES.obsoleteScenarios,
  });
}
