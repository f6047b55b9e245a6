import { OPERATOR_KEY } from '../../contracts/operator-password';
import type { Actual } from './actual';
import type { Desired } from './desired';
import { findItem, listField, ofKind, type ActualItem, type Item, type Kind } from './items';
import { isLeftover, isOurs, leadsElsewhere } from './ownership';
import type { Step } from './plan';
import type { State } from './state';
import { listFieldName } from './steps/lists';

export const ALL_MANAGED: Desired['ownership'] = {
  scenarios: 'manage', rules: 'manage', queues: 'manage', skills: 'manage', operators: 'manage', bindings: 'manage',
  numbers: 'manage', secrets: 'manage',
};

export interface RestoreInput {
  environment: string;
  application: string;
  /** The account as it was before the oldest release that is undone. */
  before: readonly ActualItem[];
  /** As it is now. */
  actual: Actual;
  /** The steps of all releases that are undone. */
  steps: readonly Step[];
  /** Shows what of it is ours. */
  proof?: State | null;
  /** Secrets whose value is at hand, should one have to be made again. */
  secretsAtHand: ReadonlySet<string>;
  /** Keyed fingerprint of the password that an operator made again gets; null without the key for it. */
  passwordOf: (operator: string) => string | null;
}

/** What should exist after a rollback: what the releases touched as it was before them, the rest as it is. */
export function desireBefore(input: RestoreInput): Desired {
  const { environment, application, before, actual, steps } = input;
  const touched = touchedBy(steps);
  for (const item of [...before, ...actual.items]) if (speaksOf(item, touched, application)) touched.add(`${item.kind}/${item.name}`);
  const isTouched = (item: Item): boolean => touched.has(`${item.kind}/${item.name}`) && (item.kind !== 'number' || comesBack(input, item.name));
  const { proof = null } = input;
  const stays = (item: ActualItem): boolean => !isTouched(item) && !isLeftover({ desired: { application }, actual, state: proof }, item);
  const items = [...before.filter(isTouched), ...actual.items.filter(stays)].map((item) => comparable(item, input));
  const isMissing = ({ kind, name }: Item): boolean => findItem(actual.items, kind, name) === undefined;
  return {
    environment,
    application,
    ownership: ALL_MANAGED,
    items: inOrder(withReturned(withKeptLists(items, input), input), before),
    withoutValue: [
      ...ofKind(items, 'operator').filter((item) => isMissing(item) && input.passwordOf(item.name) === null)
        .map(({ name }) => ({ kind: 'operator' as const, name, variable: OPERATOR_KEY })),
      ...ofKind(items, 'secret').filter((item) => isMissing(item) && !input.secretsAtHand.has(item.name))
        .map(({ name }) => ({ kind: 'secret' as const, name, variable: `of secret ${name}` })),
    ],
  };
}

function touchedBy(steps: readonly Step[]): Set<string> {
  const touched = new Set<string>();
  for (const { kind, object, action, before } of steps) {
    touched.add(`${kind}/${object}`);
    if (action === 'rename') touched.add(`${kind}/${String(before?.['name'])}`);
    // With a rule its place in the order changes too.
    if (kind === 'rule') touched.add('rule-order/rules');
    // With an object the list of its members comes and goes.
    for (const list of MEMBER_LISTS[kind] ?? []) touched.add(`${list}/${object}`);
  }
  return touched;
}

/** A rule names its scenarios and a number its rule: with the name of the one the other changes. */
function speaksOf(item: Item, touched: ReadonlySet<string>, application: string): boolean {
  const { kind, fields } = item;
  if (kind === 'rule') return listField(fields, 'scenarios').some((name) => touched.has(`scenario/${name}`));
  return kind === 'number' && !leadsElsewhere(item, application) && touched.has(`rule/${String(fields['rule'])}`);
}

/** A number that others have by now is theirs; one that nobody has comes back to us alone. */
function comesBack({ application, before, actual }: RestoreInput, number: string): boolean {
  const now = findItem(actual.items, 'number', number);
  const was = findItem(before, 'number', number);
  if (!now) return false;
  return !leadsElsewhere(now, application) || (now.fields['application'] === null && was !== undefined && !leadsElsewhere(was, application));
}

const MEMBER_LISTS: Partial<Record<Kind, readonly Kind[]>> = {
  'sq-queue': ['sq-members'],
  'acd-queue': ['acd-members', 'acd-queue-skills'],
  'acd-skill': ['acd-skill-members'],
  operator: ['sq-operator-skills'],
};

const PARENTS: Partial<Record<Kind, Kind>> = {
  'sq-members': 'sq-queue', 'acd-members': 'acd-queue', 'acd-queue-skills': 'acd-queue', 'acd-skill-members': 'acd-skill',
  'sq-operator-skills': 'operator',
};

/** Whose names a list holds. */
const MEMBERS: Partial<Record<Kind, Kind>> = {
  'sq-agents': 'operator', 'sq-members': 'operator', 'acd-members': 'operator', 'acd-skill-members': 'operator',
  'acd-queue-skills': 'acd-skill', 'sq-operator-skills': 'sq-skill',
};

/** Values that cannot be read cannot be brought back: passwords and secrets stay as they are, or are those of today. */
function comparable({ kind, name, fields }: Item, { actual, proof, passwordOf }: RestoreInput): Item {
  if (kind === 'operator') {
    const { password: _password, ...others } = fields;
    // What a rollback made that was killed may have no password yet that is known here.
    const stays = findItem(actual.items, kind, name) !== undefined && proof?.making?.includes(`${kind}/${name}`) !== true;
    const password = stays ? null : passwordOf(name);
    return { kind, name, fields: password === null ? others : { ...others, password } };
  }
  return { kind, name, fields: kind === 'secret' ? {} : fields };
}

/** A list that was not there before was empty; one of an object that goes is served until it goes. */
function withKeptLists(items: readonly Item[], { application, actual, proof = null }: RestoreInput): Item[] {
  const stays = ({ kind, name }: Item): boolean => {
    const parent = PARENTS[kind];
    if (parent === undefined || findItem(items, parent, name)) return true;
    const present = findItem(actual.items, parent, name);
    return present !== undefined && !isOurs({ desired: { application }, actual, state: proof }, present);
  };
  const missing = actual.items
    .filter((item) => ('operators' in item.fields || item.kind === 'acd-queue-skills') && stays(item))
    .filter(({ kind, name }) => !findItem(items, kind, name))
    .map(({ kind, name, fields }): Item => ({ kind, name, fields: { [listFieldName(fields)]: [] } }));
  return [...items, ...missing];
}

/** What was removed left the lists that it stood in, without a step of its own: with it its places come back. */
function withReturned(items: readonly Item[], { before, actual }: RestoreInput): Item[] {
  const returned = before.flatMap((list): Item[] => {
    const { kind, name } = list;
    const [of, parent] = [MEMBERS[kind], PARENTS[kind]];
    if (of === undefined || (parent !== undefined && !findItem(items, parent, name))) return [];
    const field = listFieldName(list.fields);
    const comesBack = (member: string): boolean => {
      const object = kind === 'sq-operator-skills' ? member.slice(0, member.lastIndexOf(':')) : member;
      return findItem(items, of, object) !== undefined && !findItem(actual.items, of, object);
    };
    const back = listField(list.fields, field).filter(comesBack);
    const there = listField(findItem(items, kind, name)?.fields, field);
    return back.length === 0 ? [] : [{ kind, name, fields: { [field]: [...new Set([...there, ...back])].sort() } }];
  });
  return [...items.filter(({ kind, name }) => !findItem(returned, kind, name)), ...returned];
}

/** The planner takes the order of the rules from the order of the items. */
function inOrder(items: readonly Item[], before: readonly ActualItem[]): Item[] {
  const order = listField(findItem(before, 'rule-order', 'rules')?.fields, 'order');
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const rules = ofKind(items, 'rule').sort((left, right) => place(left.name) - place(right.name));
  return [...items.filter(({ kind }) => kind !== 'rule'), ...rules];
}
