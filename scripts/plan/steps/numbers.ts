import { ownershipOf } from '../desired';
import { findItem, ofKind, type ActualItem, type Item } from '../items';
import { isOurs } from '../ownership';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';
import { familiesOf, type RuleFamily } from './rules';

/** A number goes from rule to rule in one request, so it always leads somewhere. */
export function planNumbers(situation: Situation): Step[] {
  const { desired, actual } = situation;
  const families = familiesOf(situation);
  const heirs = new Map(families.map(({ wanted, heirName }) => [wanted.name, heirName]));
  const listed = ofKind(desired.items, 'number').flatMap((item) => planNumber(situation, item, heirs));
  const managed = ownershipOf(desired, 'number') === 'manage';
  const unlisted = ofKind(actual.items, 'number').filter(({ name }) => !findItem(desired.items, 'number', name));
  const obsolete = managed ? unlisted.filter((number) => isOurs(situation, number)) : [];
  const others = unlisted.filter((number) => !obsolete.includes(number));
  return [...listed, ...obsolete.map(unbinding), ...followers(situation, families, others)];
}

/** Offline: which numbers the account has is not known. Online one that it lacks is a conflict, told elsewhere. */
function firstBinding({ name, fields }: Item): Step {
  return makeStep({ kind: 'number', action: 'bind', object: name, before: null, after: fields, wave: WAVES.numbers });
}

function planNumber({ actual }: Situation, item: Item, heirs: ReadonlyMap<string, string>): Step[] {
  const before = findItem(actual.items, 'number', item.name);
  if (!before) return actual.account === null ? [firstBinding(item)] : [];
  const { application = null, rule: wanted = null } = item.fields;
  if (application === null && before.fields['application'] !== null) return [unbinding(before)];
  const after = { application, rule: heirs.get(String(wanted)) ?? wanted };
  const settled = before.fields['application'] === after.application && before.fields['rule'] === after.rule;
  if (settled) return [];
  const action = before.fields['rule'] === null ? 'bind' : 'move';
  // Away from another application: somebody's calls change their way.
  const destructive = before.fields['application'] !== null && before.fields['application'] !== after.application;
  return [makeStep({ kind: 'number', action, object: item.name, before: before.fields, after, destructive, wave: WAVES.numbers })];
}

/** Numbers that the config does not list, on a rule that is about to be replaced, go with it. */
function followers({ desired }: Situation, families: readonly RuleFamily[], unlisted: readonly ActualItem[]): Step[] {
  const successor = new Map(families.flatMap(({ members, heir, heirName }) =>
    members.filter((member) => member !== heir).map((member) => [member.name, heirName] as const)));
  return unlisted
    .filter(({ fields }) => fields['application'] === desired.application)
    .flatMap(({ name, fields }) => {
      const rule = successor.get(String(fields['rule']));
      if (rule === undefined) return [];
      const after = { application: desired.application, rule };
      return [makeStep({ kind: 'number', action: 'move', object: name, before: fields, after, wave: WAVES.numbers })];
    });
}

function unbinding({ name, fields }: ActualItem): Step {
  return makeStep({
    kind: 'number', action: 'remove', object: name, before: fields, after: { application: null, rule: null }, destructive: true,
    wave: WAVES.numbers,
  });
}
