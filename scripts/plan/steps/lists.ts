import { ownershipOf } from '../desired';
import { findItem, listField, ofKind, type Fields, type Item, type Kind } from '../items';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';

/** Lists of members: what is missing is added; what is unlisted goes only where the config says `manage`. */
export function planList({ desired, actual }: Situation, kind: Kind): Step[] {
  const managed = ownershipOf(desired, kind) === 'manage';
  return ofKind(desired.items, kind).flatMap((item) => {
    const present = findItem(actual.items, kind, item.name)?.fields ?? {};
    return [...additions(item, present), ...(managed ? removals(item, present) : [])];
  });
}

/** The one field of a list item, e.g. `operators`. */
export function listFieldName(fields: Fields): string {
  return Object.keys(fields)[0] ?? '';
}

function additions(item: Item, present: Fields): Step[] {
  const field = listFieldName(item.fields);
  const had = listField(present, field);
  const added = listField(item.fields, field).filter((member) => !had.includes(member));
  if (added.length === 0) return [];
  return [makeStep({
    kind: item.kind, action: 'add', object: item.name, before: { [field]: had },
    after: { [field]: [...had.filter((member) => !replaced(item, member, added)), ...added].sort() }, wave: WAVES.bindings,
  })];
}

function removals(item: Item, present: Fields): Step[] {
  const field = listFieldName(item.fields);
  const wanted = listField(item.fields, field);
  const had = listField(present, field);
  const removed = had.filter((member) => !wanted.includes(member) && !replaced(item, member, wanted));
  if (removed.length === 0) return [];
  return [makeStep({
    kind: item.kind, action: 'remove', object: item.name, before: { [field]: removed }, after: { [field]: [] },
    destructive: true, wave: WAVES.unbindings,
  })];
}

/** A skill at another level, `sales:3` for `sales:1`, takes the place of the first. */
function replaced({ kind }: Item, member: string, by: readonly string[]): boolean {
  const skillOf = (entry: string): string => entry.slice(0, entry.lastIndexOf(':'));
  return kind === 'sq-operator-skills' && by.some((other) => other !== member && skillOf(other) === skillOf(member));
}
