import type { Actual } from '../plan/actual';
import { findItem, listField, type ActualItem, type Item } from '../plan/items';
import { leadsElsewhere, OF_THE_ACCOUNT } from '../plan/ownership';
import { STATE_VERSION, type State } from '../plan/state';
import { listFieldName } from '../plan/steps/lists';
import type { Session } from './session';

export interface StateInput {
  session: Session;
  /** As it was read back. */
  found: Actual;
  /** What becomes ours by this run, where it is there now. */
  claims: readonly Item[];
  /** `<kind>/<id>` of what this run made. */
  made?: readonly string[];
  release: string | null;
}

/** What the next run will know: of the account only what is ours, and what of it we made and put there. */
export function nextState({ session, found, claims, made = [], release }: StateInput): State {
  const { state, desired, account } = session;
  const { application } = desired;
  const isOurs = (item: ActualItem): boolean => !leadsElsewhere(item, application)
    && (findItem(claims, item.kind, item.name) !== undefined || isKnown(item, state) || isBeingMade(item, state));
  return {
    version: STATE_VERSION, environment: desired.environment, account, release,
    items: found.items.filter(isOurs),
    made: [...new Set([...(state?.made ?? []), ...wereBeingMade(found, state), ...made])],
    members: found.items.flatMap((list) => ourPart(list, [claims, state?.members ?? []])),
  };
}

/** By its id; a list, which has none, by the name of what it belongs to. */
function isKnown({ kind, name, id }: ActualItem, state: State | null): boolean {
  return state?.items.some((item) => item.kind === kind && (id === 0 ? item.name === name : item.id === id)) ?? false;
}

/** By one that was killed; whoever goes on from there brings it to its end. */
function isBeingMade({ kind, name }: ActualItem, state: State | null): boolean {
  return state?.making?.includes(`${kind}/${name}`) ?? false;
}

function wereBeingMade({ items }: Actual, state: State | null): string[] {
  return items
    .filter((item) => OF_THE_ACCOUNT.includes(item.kind) && isBeingMade(item, state))
    .map(({ kind, id }) => `${kind}/${id}`);
}

/** Who is in the list because we put them there, now or before. */
function ourPart({ kind, name, fields, id }: ActualItem, known: readonly (readonly Item[])[]): Item[] {
  if (id !== 0 || kind === 'rule-order') return [];
  const field = listFieldName(fields);
  const ours = known.flatMap((items) => listField(findItem(items, kind, name)?.fields, field));
  const present = listField(fields, field).filter((member) => ours.includes(member));
  return present.length === 0 ? [] : [{ kind, name, fields: { [field]: present } }];
}
