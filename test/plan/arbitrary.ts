import fc from 'fast-check';
import type { OwnershipMode } from '../../contracts/config';
import type { Actual } from '../../scripts/plan/actual';
import type { Desired } from '../../scripts/plan/desired';
import type { ActualItem, Fields, Item, Kind } from '../../scripts/plan/items';
import { STATE_VERSION, type State } from '../../scripts/plan/state';

const APPLICATION = 'calls';
const LISTS: readonly Kind[] = ['sq-members', 'acd-members', 'acd-queue-skills'];
const NAMES = ['a', 'b', 'c', 'd'];
const name = fc.constantFrom(...NAMES);
const names = fc.uniqueArray(name, { maxLength: 4 });
const sha = fc.constantFrom('1', '2', '3');
const pattern = fc.constantFrom('7495', '7496', '7497');
const members = names.map((list) => [...list].sort());

const SIMPLE: Record<string, fc.Arbitrary<Fields>> = {
  scenario: fc.record({ sha256: sha }),
  'sq-queue': fc.record({ priority: fc.integer({ min: 1, max: 3 }) }),
  'acd-queue': fc.record({ priority: fc.integer({ min: 1, max: 3 }) }),
  'sq-skill': fc.record({ description: fc.constantFrom('', 'x') }),
  'acd-skill': fc.constant({}),
  operator: fc.record({ displayName: fc.constantFrom('X', 'Y'), active: fc.constant(true), password: fc.constantFrom('hmac:1', 'hmac:2') }),
  secret: fc.record({ value: fc.constantFrom('hmac:1', 'hmac:2') }),
};

/** Items of one kind with different names. */
function some(kind: Kind, fields: fc.Arbitrary<Fields>): fc.Arbitrary<Item[]> {
  return fc.uniqueArray(fc.record({ name, fields }), { selector: (item) => item.name, maxLength: 4 })
    .map((list) => list.map((item) => ({ kind, ...item })));
}

const simple = fc.tuple(...Object.entries(SIMPLE).map(([kind, fields]) => some(kind as Kind, fields))).map((lists) => lists.flat());

const mode = fc.constantFrom<OwnershipMode>('manage', 'add-only');
const ownership = fc.record({
  scenarios: mode, rules: mode, queues: mode, skills: mode, operators: mode, bindings: mode, numbers: mode, secrets: mode,
});

const withNames = (items: readonly Item[], kind: Kind): string[] => items.filter((item) => item.kind === kind).map((item) => item.name);

/** A config that passes its checks: what it names, it has. */
export const anyDesired: fc.Arbitrary<Desired> = fc.tuple(simple, ownership).chain(([items, modes]) => {
  const scenarios = withNames(items, 'scenario');
  const rule = fc.record({ pattern, exclude: fc.constantFrom('', '7'), scenarios: fc.constantFrom(...(scenarios.length > 0 ? scenarios : ['a'])).map((one) => [one]) });
  return fc.tuple(scenarios.length > 0 ? some('rule', rule) : fc.constant([]), fc.array(members, { minLength: 10, maxLength: 10 }), fc.nat())
    .map(([rules, lists, seed]): Desired => {
      const ruleNames = rules.map((one) => one.name);
      const numbers: Item[] = ruleNames.slice(0, 2).map((one, index) => ({
        kind: 'number', name: `n${(index + seed) % 3}`, fields: { application: APPLICATION, rule: one },
      }));
      return {
        environment: 'test', application: APPLICATION, ownership: modes, withoutValue: [],
        items: [
          { kind: 'application', name: APPLICATION, fields: { secureRecordStorage: seed % 2 === 0 } },
          ...items, ...rules,
          { kind: 'rule-order', name: 'rules', fields: { order: ruleNames } },
          ...memberLists(items, lists), ...numbers,
        ],
      };
    });
});

function memberLists(items: readonly Item[], lists: readonly string[][]): Item[] {
  const operators = withNames(items, 'operator');
  const among = (list: readonly string[] = []): string[] => list.filter((one) => operators.includes(one));
  const skills = withNames(items, 'acd-skill');
  const queues = items.filter(({ kind }) => kind === 'sq-queue' || kind === 'acd-queue');
  return queues.flatMap(({ kind, name: queue }, index): Item[] => [
    { kind: kind === 'acd-queue' ? 'acd-members' : 'sq-members', name: queue, fields: { operators: among(lists[index]) } },
    ...(kind === 'acd-queue'
      ? [{ kind: 'acd-queue-skills' as const, name: queue, fields: { skills: (lists[index + 1] ?? []).filter((one) => skills.includes(one)) } }]
      : []),
  ]);
}

/** An account as anybody may have left it: rules with no scenario or several, leftovers of a broken deploy, other people's objects. */
export const anyActual: fc.Arbitrary<Actual> = simple.chain((items) => {
  const scenarios = withNames(items, 'scenario');
  const bound = scenarios.length > 0 ? fc.uniqueArray(fc.constantFrom(...scenarios), { maxLength: 2 }) : fc.constant([]);
  const ruleName = fc.constantFrom(...NAMES, 'a (next)', 'b (next)', 'a (next 2)');
  const rules = fc.uniqueArray(
    fc.record({ name: ruleName, fields: fc.record({ pattern, exclude: fc.constantFrom('', '7'), scenarios: bound }) }),
    { selector: (item) => item.name, maxLength: 5 },
  ).map((list) => list.map((item): Item => ({ kind: 'rule', ...item })));
  return fc.tuple(rules, fc.array(members, { minLength: 10, maxLength: 10 }), fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), fc.boolean())
    .map(([ruleItems, lists, seeds, exists]): Actual => {
      if (!exists) return numbered([], [], seeds);
      const all = [{ kind: 'application' as const, name: APPLICATION, fields: { secureRecordStorage: false } }, ...items, ...ruleItems];
      return numbered([...all, ...memberLists(items, lists)], ruleItems.map((rule) => rule.name), seeds);
    });
});

function numbered(items: readonly Item[], rules: readonly string[], seeds: readonly number[]): Actual {
  const numbers = seeds.map((seed, index): Item => {
    const choices: Fields[] = [
      { application: null, rule: null }, { application: 'other', rule: 'x' },
      ...(rules.length > 0 ? [{ application: APPLICATION, rule: null }] : []),
      ...rules.map((rule): Fields => ({ application: APPLICATION, rule })),
    ];
    return { kind: 'number', name: `n${index}`, fields: choices[seed % choices.length] ?? { application: null, rule: null } };
  });
  const withIds = [...items, ...numbers].map((item, index): ActualItem => ({ ...item, id: LISTS.includes(item.kind) ? 0 : index + 1 }));
  return { account: 1, items: withIds, taken: { scenarios: [], acdQueues: [] } };
}

/** No state, or one that knows some of the objects, perhaps under other names. */
export function anyState(actual: Actual): fc.Arbitrary<State | null> {
  const known = fc.subarray([...actual.items]).chain((items) =>
    fc.array(name, { minLength: items.length, maxLength: items.length }).map((renamed) =>
      items.map((item, index) => (index % 5 === 0 && (item.kind === 'rule' || item.kind === 'scenario') ? { ...item, name: renamed[index] ?? item.name } : item))));
  return fc.option(known.map((items): State => ({ version: STATE_VERSION, environment: 'test', account: 1, release: 'r1', items })));
}
