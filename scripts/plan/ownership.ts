import type { Actual } from './actual';
import { isDrawn } from './drawn-name';
import { findItem, listField, ofKind, type ActualItem, type Item, type Kind } from './items';
import type { Situation } from './situation';
import type { State } from './state';

/** Kinds that belong to the account and not to one application: of these only what we made is ours. */
export const OF_THE_ACCOUNT: readonly Kind[] = ['application', 'acd-skill'];

/** `shared`: made by us, used by others too. `unknown`: in our application, but nothing here shows that it is ours. */
export type Owner = 'us' | 'shared' | 'unknown' | 'others';

export interface OwnershipQuestion extends Pick<Situation, 'state' | 'proof'> {
  desired: { application: string };
  actual: Actual;
}

/**
 * The one place that says whose an object of the account is. Ours is what our application has, if we made the
 * application or the last deploy left the object there, and of the account's own objects those that we made.
 * Without a state nothing can be shown to be ours.
 */
export function ownerOf(situation: OwnershipQuestion, item: ActualItem): Owner {
  const { desired: { application }, actual } = situation;
  const proof = proofOf(situation);
  if (leadsElsewhere(item, application)) return 'others';
  if (item.kind === 'acd-skill') {
    if (proof === null || !wasMade(proof, item)) return 'others';
    return actual.taken.acdSkills?.includes(item.name) ? 'shared' : 'us';
  }
  if (proof === null) return 'unknown';
  const around = findItem(actual.items, 'application', application);
  if (around !== undefined && wasMade(proof, around)) return 'us';
  return item.kind !== 'application' && isFromUs(proof, item) ? 'us' : 'unknown';
}

/** Ours to remove. */
export function isOurs(situation: OwnershipQuestion, item: ActualItem): boolean {
  return ownerOf(situation, item) === 'us';
}

/** Made by a deploy that was cut off before it gave it its own name. */
export function isLeftover(situation: OwnershipQuestion, item: ActualItem): boolean {
  return item.kind === 'acd-skill' && isDrawn(item.name) && isOurs(situation, item);
}

/** Whether we put this member into this list. */
export function isOurMember(situation: OwnershipQuestion, { kind, name }: Pick<Item, 'kind' | 'name'>, member: string): boolean {
  const { fields = {} } = findItem(proofOf(situation)?.members ?? [], kind, name) ?? {};
  return Object.keys(fields).some((field) => listField(fields, field).includes(member));
}

/** A number that is not ours to look at: another application's, or free. */
export function leadsElsewhere({ kind, fields }: Item, application: string): boolean {
  return kind === 'number' && fields['application'] !== application;
}

/**
 * Without what is another application's and what neither the config nor our state speaks of, so that no plan rests
 * on it: numbers that lead elsewhere, and skills of the account that no operator or queue of ours has.
 */
export function withoutOthers(items: readonly ActualItem[], { desired, state }: Pick<Situation, 'desired' | 'state'>): ActualItem[] {
  const had = new Set(items.flatMap(({ kind, name, fields }) => {
    if (kind === 'acd-queue-skills') return listField(fields, 'skills');
    return kind === 'acd-skill-members' && listField(fields, 'operators').length > 0 ? [name] : [];
  }));
  const isSpokenOf = (item: ActualItem): boolean =>
    findItem(desired.items, item.kind, item.name) !== undefined || (state !== null && (isKnown(state, item) || wasMade(state, item)));
  const concerns = (item: ActualItem): boolean => {
    if (item.kind === 'number' && item.fields['application'] !== null) return !leadsElsewhere(item, desired.application) || isSpokenOf(item);
    return item.kind !== 'acd-skill' || had.has(item.name) || isSpokenOf(item);
  };
  const kept = items.filter(concerns);
  return kept.filter(({ kind, name }) => kind !== 'acd-skill-members' || findItem(kept, 'acd-skill', name) !== undefined);
}

/** Made by a deploy of ours, whoever lists it now. */
export function wasMade(state: State, item: ActualItem): boolean {
  return (state.made ?? []).includes(`${item.kind}/${item.id}`) || isBeingMade(state, item);
}

/** The last deploy left it there, or one that was killed did. */
export function isFromUs(state: State, item: ActualItem): boolean {
  return isKnown(state, item) || isBeingMade(state, item);
}

/** A deploy that was killed was about to make it, where nothing of its name had been. */
function isBeingMade({ making = [] }: State, { kind, name }: Item): boolean {
  return making.includes(`${kind}/${name}`);
}

function isKnown({ items }: State, { kind, id }: ActualItem): boolean {
  return ofKind(items, kind).some((item) => item.id === id);
}

/** The state that shows what is ours: a rollback plans from an older one. */
function proofOf({ state, proof = state }: OwnershipQuestion): State | null {
  return proof;
}
