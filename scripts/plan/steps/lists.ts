import { ownershipOf } from '../desired';
import { findItem, listField, ofKind, skillOf, type Fields, type Item, type Kind } from '../items';
import { isOurMember } from '../ownership';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';
import { planObjects } from './objects';

/**
 * Lists of members: what is missing is added. What is unlisted goes where the config says `manage`; else only what
 * we put there and the config now has elsewhere, as an operator who moved to another franchise.
 */
export function planList(situation: Situation, kind: Kind): Step[] {
  const managed = ownershipOf(situation.desired, kind) === 'manage';
  const now = kind === 'sq-operator-skills' ? renamedSkills(situation) : (member: string) => member;
  return listsOf(situation, kind).flatMap((item) => {
    const field = listFieldName(item.fields);
    const present = { [field]: listField(findItem(situation.actual.items, kind, item.name)?.fields, field).map(now) };
    return [...additions(item, present), ...removals(item, present, (member) => managed || hasMoved(situation, item, member))];
  });
}

/** A skill that somebody renamed gets its name back before, and whoever has it keeps it. */
function renamedSkills(situation: Situation): (member: string) => string {
  if (ownershipOf(situation.desired, 'sq-skill') === 'ignore') return (member) => member;
  const renames = planObjects(situation, 'sq-skill').filter(({ action }) => action === 'rename');
  const names = new Map(renames.map(({ before, object }) => [before?.['name'], object]));
  return (member) => `${names.get(skillOf(member)) ?? skillOf(member)}${member.slice(skillOf(member).length)}`;
}

/** The one field of a list item, e.g. `operators`. */
export function listFieldName(fields: Fields): string {
  return Object.keys(fields)[0] ?? '';
}

/** Those that the config has; an operator whom it lists without skills has an empty list of them. */
export function listsOf({ desired, actual }: Situation, kind: Kind): Item[] {
  const wanted = ofKind(desired.items, kind);
  if (kind !== 'sq-operator-skills') return wanted;
  const bare = ofKind(actual.items, kind).filter(({ name }) =>
    findItem(desired.items, 'operator', name) && !findItem(desired.items, kind, name));
  return [...wanted, ...bare.map(({ name }): Item => ({ kind, name, fields: { skills: [] } }))];
}

/** The config speaks of the member and has it elsewhere, and it is here because we put it here. */
export function hasMoved(situation: Situation, item: Item, member: string): boolean {
  return isSpokenOf(situation, item, member) && isOurMember(situation, item, member);
}

/** Operators come and go by their own list of the config; a skill that is taken off stands in none. */
export function isSpokenOf({ desired }: Situation, { fields }: Item, member: string): boolean {
  return !('operators' in fields) || findItem(desired.items, 'operator', member) !== undefined;
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

function removals(item: Item, present: Fields, mayGo: (member: string) => boolean): Step[] {
  const removed = unlistedMembers(item, present).filter(mayGo);
  if (removed.length === 0) return [];
  const field = listFieldName(item.fields);
  return [makeStep({
    kind: item.kind, action: 'remove', object: item.name, before: { [field]: removed }, after: { [field]: [] },
    destructive: true, wave: WAVES.unbindings,
  })];
}

/** Who is there and is not wanted there. */
export function unlistedMembers(item: Item, present: Fields): string[] {
  const field = listFieldName(item.fields);
  const wanted = listField(item.fields, field);
  return listField(present, field).filter((member) => !wanted.includes(member) && !replaced(item, member, wanted));
}

/** A skill at another level, `sales:3` for `sales:1`, takes the place of the first. */
function replaced({ kind }: Item, member: string, by: readonly string[]): boolean {
  return kind === 'sq-operator-skills' && by.some((other) => other !== member && skillOf(other) === skillOf(member));
}
