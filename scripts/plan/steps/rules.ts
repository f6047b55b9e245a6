import { ownershipOf } from '../desired';
import { changedFields, findItem, listField, ofKind, pick, sameValue, type ActualItem, type Item } from '../items';
import { isOurs } from '../ownership';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';
import { presentScenarios } from './scenarios';

/**
 * A rule is never bound anew: where another scenario is wanted, a new rule
 * takes the old one's place, the number moves to it, and the old one goes.
 */
export function planRules(situation: Situation): Step[] {
  const families = familiesOf(situation);
  const steps = families.flatMap((family) => planFamily(situation, family));
  const family = new Set(families.flatMap(({ members }) => members.map(({ id }) => id)));
  const unlisted = ofKind(situation.actual.items, 'rule').filter(({ id }) => !family.has(id));
  const managed = ownershipOf(situation.desired, 'rule') === 'manage';
  const obsolete = managed ? unlisted.filter((rule) => isOurs(situation, rule) && !numberKeeping(situation, rule)) : [];
  const all = [...steps, ...obsolete.map(deletion)];
  const wave = all.some(({ action }) => action === 'delete' || action === 'rename') ? WAVES.ruleOrder : WAVES.earlyRuleOrder;
  return [...all, ...planOrder(situation, { families, unlisted: unlisted.filter((rule) => !obsolete.includes(rule)), wave })];
}

/** A number that leads to the rule and that the plan leaves alone: without the rule it would lead somewhere else. */
export function numberKeeping(situation: Situation, rule: ActualItem): ActualItem | undefined {
  const { desired, actual } = situation;
  const managed = ownershipOf(desired, 'number') === 'manage';
  return ofKind(actual.items, 'number')
    .filter(({ fields }) => fields['application'] === desired.application && fields['rule'] === rule.name)
    .find((number) => !findItem(desired.items, 'number', number.name) && !(managed && isOurs(situation, number)));
}

/** A wanted rule and all present ones that are, were or will be it. */
export interface RuleFamily {
  wanted: Item;
  members: readonly ActualItem[];
  /** The one that stays, if any does as it is. */
  heir: ActualItem | undefined;
  /** Under which name the one that stays is until the others are gone. */
  heirName: string;
}

export function familiesOf(situation: Situation): RuleFamily[] {
  const wanted = ofKind(situation.desired.items, 'rule');
  const members = claimMembers(situation, wanted);
  const taken = new Set([...ofKind(situation.actual.items, 'rule'), ...wanted].map(({ name }) => name));
  return wanted.map((item) => {
    const own = members.get(item.name) ?? [];
    const heir = own.find((member) => hasScenarios(situation, member, item))
      ?? own.find((member) => listField(member.fields, 'scenarios').length === 0);
    return { wanted: item, members: own, heir, heirName: heir?.name ?? (own.length === 0 ? item.name : freeName(item.name, taken)) };
  });
}

/** `center (next)` stands in for `center` while the number moves. */
const STAND_IN = / \(next(?: \d+)?\)$/;

/** Each present rule goes to one family at most: by its name, else by its id, else as ours with the very same pattern. */
function claimMembers({ desired, actual, state }: Situation, wanted: readonly Item[]): Map<string, ActualItem[]> {
  const rules = ofKind(actual.items, 'rule');
  const spoken = new Set(ofKind(desired.items, 'rule').map(({ name }) => name));
  const stemOf = ({ name }: ActualItem): string => (spoken.has(name) ? name : name.replace(STAND_IN, ''));
  const families = new Map(wanted.map(({ name }) => [name, rules.filter((rule) => stemOf(rule) === name)]));
  const free = new Set(rules.filter((rule) => !spoken.has(stemOf(rule))));
  const ours = new Set(state ? ofKind(state.items, 'rule').map(({ id }) => id) : []);
  const claims: ((item: Item, rule: ActualItem) => boolean)[] = [
    ({ name }, { id }) => (state && findItem(state.items, 'rule', name)?.id) === id,
    ({ fields }, rule) => ours.has(rule.id) && rule.fields['pattern'] === fields['pattern'],
  ];
  for (const claim of claims) {
    for (const item of wanted.filter(({ name }) => families.get(name)?.length === 0)) {
      const rule = [...free].find((candidate) => claim(item, candidate));
      if (!rule) continue;
      free.delete(rule);
      families.set(item.name, [rule]);
    }
  }
  return families;
}

/** Its scenarios are the wanted ones, also where those are about to be renamed. */
function hasScenarios(situation: Situation, member: ActualItem, wanted: Item): boolean {
  const present = presentScenarios(situation);
  const before = listField(wanted.fields, 'scenarios').map((name) => present.get(name)?.name ?? name);
  return sameValue(listField(member.fields, 'scenarios'), before);
}

/** A name for the stand-in that no rule has or is about to get. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const candidates = [`${name} (next)`, ...Array.from(taken, (_, index) => `${name} (next ${index + 2})`)];
  return candidates.find((candidate) => !taken.has(candidate)) ?? `${name} (next ${taken.size + 2})`;
}

function planFamily(situation: Situation, { wanted, members, heir, heirName }: RuleFamily): Step[] {
  const others = members.filter((member) => member !== heir);
  const steps = heir
    ? adjustments(situation, heir, wanted)
    : [makeStep({ kind: 'rule', action: 'create', object: heirName, before: null, after: wanted.fields, wave: WAVES.rules })];
  const rename = heirName === wanted.name
    ? []
    : [makeStep({
        kind: 'rule', action: 'rename', object: wanted.name, before: { name: heirName }, after: { name: wanted.name },
        wave: WAVES.ruleNames,
      })];
  return [...steps, ...others.map(deletion), ...rename];
}

function adjustments(situation: Situation, heir: ActualItem, wanted: Item): Step[] {
  const { scenarios: _bound, ...settings } = wanted.fields;
  const changed = changedFields(settings, heir.fields);
  const update = changed.length === 0
    ? []
    : [makeStep({
        kind: 'rule', action: 'update', object: heir.name, before: pick(heir.fields, changed), after: pick(wanted.fields, changed),
        wave: WAVES.rules,
      })];
  if (hasScenarios(situation, heir, wanted)) return update;
  return [
    makeStep({
      kind: 'rule', action: 'bind', object: heir.name, before: { scenarios: [] }, after: pick(wanted.fields, ['scenarios']),
      wave: WAVES.rules,
    }),
    ...update,
  ];
}

function deletion({ name, fields }: ActualItem): Step {
  return makeStep({
    kind: 'rule', action: 'delete', object: name, before: fields, after: null, destructive: !STAND_IN.test(name),
    wave: WAVES.obsoleteRules,
  });
}

/** The wanted ones in their order, in the places that they have; others keep theirs. New ones come last by themselves. */
function planOrder(
  { desired, actual }: Situation,
  { families, unlisted, wave }: { families: readonly RuleFamily[]; unlisted: readonly ActualItem[]; wave: number },
): Step[] {
  if (!findItem(desired.items, 'rule-order', 'rules')) return [];
  const rules = ofKind(actual.items, 'rule');
  const nameOf = (rule: ActualItem, isIt: (family: RuleFamily) => boolean): string[] =>
    unlisted.includes(rule) ? [rule.name] : families.filter(isIt).map(({ wanted }) => wanted.name);
  const present = rules.flatMap((rule) => nameOf(rule, ({ heir }) => heir === rule));
  const created = families.filter(({ heir }) => !heir).map(({ wanted }) => wanted.name);
  // What replaces a rule belongs into its place.
  const places = new Set([...rules.flatMap((rule) => nameOf(rule, ({ members }) => members.includes(rule))), ...created]);
  const queue = families.map((family) => family.wanted.name);
  const wanted = new Set(queue);
  const after = [...places].map((name) => (wanted.has(name) ? queue.shift() ?? name : name));
  // Several new ones are made side by side, so their order is only known once it is set.
  if (sameValue([...present, ...created], after) && created.length < 2) return [];
  return [makeStep({
    kind: 'rule-order', action: 'reorder', object: 'rules', before: { order: present }, after: { order: after }, wave,
  })];
}
