import { ownershipOf } from '../desired';
import { changedFields, findItem, ofKind, pick, type ActualItem, type Item, type Kind } from '../items';
import { isLeftover, isOurs } from '../ownership';
import { makeStep, WAVES, type Step } from '../plan';
import type { Situation } from '../situation';

/** Objects that stand for themselves: made, changed in place, and removed where the config says `manage`. */
export function planObjects(situation: Situation, kind: Kind): Step[] {
  const { desired, actual } = situation;
  const wanted = ofKind(desired.items, kind);
  const steps = wanted.flatMap((item) => planObject(item, present(situation, item)));
  const kept = new Set(wanted.map((item) => present(situation, item)?.id));
  const goes = ownershipOf(desired, kind) === 'manage' ? isOurs : isLeftover;
  const unlisted = ofKind(actual.items, kind).filter((item) => !kept.has(item.id) && goes(situation, item));
  // Nobody has ever used a leftover.
  return [...steps, ...unlisted.map((item) => deletion(item, !isLeftover(situation, item)))];
}

/** By its name; else by the id that the last deploy knew it under, if somebody renamed it since. */
function present({ desired, actual, state }: Situation, item: Item): ActualItem | undefined {
  const named = findItem(actual.items, item.kind, item.name);
  if (named) return named;
  const known = state ? findItem(state.items, item.kind, item.name) : undefined;
  const renamed = ofKind(actual.items, item.kind).find((candidate) => candidate.id === known?.id);
  return renamed && !findItem(desired.items, item.kind, renamed.name) && canBeRenamed(item.kind) ? renamed : undefined;
}

/** A queue's name stands in running scripts, an operator's in his password: those are made anew instead. */
function canBeRenamed(kind: Kind): boolean {
  return kind === 'sq-skill';
}

function planObject(item: Item, before: ActualItem | undefined): Step[] {
  const { kind, name } = item;
  const wave = kind === 'application' ? WAVES.application : WAVES.objects;
  if (!before) return [makeStep({ kind, action: 'create', object: name, before: null, after: item.fields, wave })];
  const changed = changedFields(item.fields, before.fields);
  const update = changed.length === 0
    ? []
    : [makeStep({ kind, action: 'update', object: name, before: pick(before.fields, changed), after: pick(item.fields, changed), wave })];
  if (before.name === name) return update;
  return [makeStep({ kind, action: 'rename', object: name, before: { name: before.name }, after: { name }, wave: WAVES.application }), ...update];
}

function deletion(item: ActualItem, destructive: boolean): Step {
  const { kind, name, fields } = item;
  return makeStep({ kind, action: 'delete', object: name, before: fields, after: null, destructive, wave: WAVES.obsoleteObjects });
}
