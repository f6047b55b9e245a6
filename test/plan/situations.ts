import type { OwnedList, OwnershipMode } from '../../contracts/config';
import type { Actual } from '../../scripts/plan/actual';
import type { Desired } from '../../scripts/plan/desired';
import type { ActualItem, Fields, Item, Kind } from '../../scripts/plan/items';
import type { Situation } from '../../scripts/plan/situation';
import { STATE_VERSION, type State } from '../../scripts/plan/state';

const LISTS: readonly OwnedList[] = ['scenarios', 'rules', 'queues', 'skills', 'operators', 'bindings', 'numbers', 'secrets'];
const owned = (mode: OwnershipMode, others: Partial<Desired['ownership']> = {}): Desired['ownership'] =>
  ({ ...(Object.fromEntries(LISTS.map((list) => [list, mode])) as Desired['ownership']), ...others });

export const item = (kind: Kind, name: string, fields: Fields = {}): Item => ({ kind, name, fields });
/** `id` 0: a list without one of its own. */
export const there = (id: number, ...of: Parameters<typeof item>): ActualItem => ({ id, ...item(...of) });

const rule = (name: string, scenarios: string[], pattern = '7495'): Item => item('rule', name, { pattern, exclude: '', scenarios });
const ruleAt = (id: number, ...of: Parameters<typeof rule>): ActualItem => ({ id, ...rule(...of) });
const scenario = (name: string, sha256: string): Item => item('scenario', name, { sha256 });
const order = (...names: string[]): Item => item('rule-order', 'rules', { order: names });
const number = (name: string, to: string | null, application: string | null = 'calls'): Item => item('number', name, { application, rule: to });
const numberAt = (id: number, ...of: Parameters<typeof number>): ActualItem => ({ id, ...number(...of) });

interface Parts {
  wants?: Item[];
  has?: ActualItem[];
  /** What the last deploy left. */
  knew?: ActualItem[];
  /** null: the state was rebuilt from the account. */
  release?: string | null;
  owns?: Partial<Desired['ownership']>;
  mode?: OwnershipMode;
  account?: number | null;
  taken?: Partial<Actual['taken']>;
  withoutValue?: Desired['withoutValue'];
  /** What shows that something is ours; left out: all that is there was deployed by us. */
  proof?: Partial<State> | null;
}

export function situation({ wants = [], has = [], knew, release = 'r1', owns, mode = 'manage', account = 1, taken, withoutValue = [], proof = { items: has } }: Parts): Situation {
  const state: State | null = knew ? { version: STATE_VERSION, environment: 'test', account: 1, release, items: knew } : null;
  return {
    desired: { environment: 'test', application: 'calls', ownership: owned(mode, owns), withoutValue, items: wants },
    actual: { account, items: has, taken: { scenarios: [], acdQueues: [], ...taken } },
    state,
    proof: proof && { version: STATE_VERSION, environment: 'test', account: 1, release, items: [], ...proof },
  };
}

const APP = there(1, 'application', 'calls', { secureRecordStorage: true });
const A1 = there(11, 'scenario', 'a', { sha256: '1'.repeat(20) });
const B1 = there(12, 'scenario', 'b', { sha256: '2'.repeat(20) });
const CENTER = ruleAt(21, 'center', ['a']);
const NUMBER = numberAt(31, '7495', 'center');
const ORDER = there(0, 'rule-order', 'rules', { order: ['center'] });
/** A small account as a deploy leaves it. */
const USUAL = [APP, A1, CENTER, ORDER, NUMBER];
const want = (...present: ActualItem[]): Item[] => present.map(({ kind, name, fields }) => ({ kind, name, fields }));
const changedTo = (items: Item[], kind: Kind, fields: Fields): Item[] => items.map((one) => (one.kind === kind ? { ...one, fields: { ...one.fields, ...fields } } : one));

const ALL: Item[] = [
  item('application', 'calls', { secureRecordStorage: false }), scenario('a', 'a1'.repeat(10)), scenario('b', 'b1'.repeat(10)), rule('center', ['a']), item('rule', 'north', { pattern: '7812', exclude: '78125', scenarios: ['b'] }),
  order('center', 'north'), item('sq-queue', 'center', { priority: 1, description: '' }), item('acd-queue', 'north', { priority: 100, autoBinding: true }),
  item('sq-skill', 'en', { description: 'English' }), item('acd-skill', 'en'), item('operator', 'op1', { displayName: 'Анна', active: true, password: 'hmac:abcdef' }),
  item('sq-agents', 'calls', { operators: ['op1'] }), item('sq-members', 'center', { operators: ['op1'] }), item('acd-members', 'north', { operators: [] }), item('acd-queue-skills', 'north', { skills: ['en'] }),
  item('sq-operator-skills', 'op1', { skills: ['en:3'] }), item('acd-skill-members', 'en', { operators: ['op1'] }),
  number('7495', 'center'), number('7812', 'north'), item('secret', 'KEY', { value: 'hmac:123456' }),
];
const ALL_THERE = ALL.map(({ kind, name, fields }, index) => there(fields['operators'] || kind === 'rule-order' || kind === 'sq-operator-skills' ? 0 : index + 100, kind, name, fields));
/** The same objects with everything otherwise. */
const ALL_OTHERWISE = ALL_THERE.map((one): ActualItem => ({ ...one, fields: Object.fromEntries(Object.entries(one.fields).map(([name, value]): [string, Fields[string]] => [
  name, Array.isArray(value) ? [] : typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : name === 'application' || name === 'rule' ? null : `${String(value)}x`])) }));

/** What is wanted and what is there, by what it is about. */
export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'everything is to be made, read from nowhere': situation({ wants: ALL, account: null }),
  'everything is to be made': situation({ wants: ALL, has: [numberAt(1, '7495', null, null), numberAt(2, '7812', null, null)] }),
  'nothing is to be done': situation({ wants: ALL, has: ALL_THERE, knew: ALL_THERE }),
  'everything is otherwise': situation({ wants: ALL, has: ALL_OTHERWISE, knew: ALL_THERE }),
  'nothing is wanted': situation({ has: ALL_THERE }),
  'nothing is wanted, add only': situation({ has: ALL_THERE, mode: 'add-only' }),
  'nothing is wanted, the order is': situation({ wants: [order()], has: ALL_THERE, mode: 'add-only' }),
  'everything is ignored': situation({ wants: ALL, has: ALL_OTHERWISE, knew: ALL_THERE, mode: 'ignore', withoutValue: [{ kind: 'operator', name: 'op7', variable: 'OPERATOR_KEY' }] }),
  'rebuilt from the account': situation({ wants: ALL, has: ALL_OTHERWISE, knew: ALL_THERE, release: null }),

  'new code': situation({ wants: changedTo(want(...USUAL), 'scenario', { sha256: '9'.repeat(20) }), has: USUAL, knew: USUAL }),
  'a scenario renamed by hand': situation({ wants: want(...USUAL), has: [APP, { ...A1, name: 'z' }, { ...CENTER, fields: { ...CENTER.fields, scenarios: ['z'] } }, ORDER, NUMBER], knew: USUAL }),
  'a scenario renamed in the config': situation({ wants: [...want(APP), scenario('new', '1'.repeat(20)), rule('center', ['new']), order('center'), number('7495', 'center')], has: USUAL, knew: USUAL }),
  'a scenario renamed in the config, nothing known': situation({ wants: [...want(APP), scenario('new', '1'.repeat(20)), rule('center', ['new']), order('center'), number('7495', 'center')], has: USUAL }),
  'a scenario renamed in the config, another is of its name': situation({ wants: [...want(APP), scenario('new', '1'.repeat(20)), rule('center', ['new']), order('center'), number('7495', 'center')], has: USUAL, knew: [APP, { ...A1, id: 77 }, CENTER, ORDER, NUMBER] }),
  'two scenarios of one pattern': situation({ wants: [scenario('new', '1'.repeat(20)), rule('center', ['new'])], has: [A1, B1, ruleAt(21, 'center', ['a', 'b'])], knew: [A1, B1] }),
  'scenarios unlisted': situation({ wants: want(A1), has: [A1, B1] }),
  'scenarios unlisted, add only': situation({ wants: want(A1), has: [A1, B1], owns: { scenarios: 'add-only' } }),
  'two scenarios that want one': situation({ wants: [scenario('x', '1'), scenario('y', '1'), rule('one', ['x']), rule('two', ['y'])], has: [A1, ruleAt(21, 'one', ['a'])], knew: [A1, there(11, 'scenario', 'x')] }),

  'a rule wants another scenario': situation({ wants: [...want(APP, A1, B1), rule('center', ['b']), order('center'), number('7495', 'center')], has: [...USUAL, B1], knew: [...USUAL, B1] }),
  'a rule wants another scenario, its stand-in is there': situation({ wants: [...want(APP, A1, B1), rule('center', ['b']), order('center'), number('7495', 'center')], has: [...USUAL, B1, ruleAt(22, 'center (next)', ['b'])] }),
  'a rule wants another scenario, stand-ins are left': situation({ wants: [...want(APP, A1, B1), rule('center', ['b']), order('center'), number('7495', 'center')], has: [...USUAL, B1, ruleAt(22, 'center (next)', ['a', 'b']), ruleAt(23, 'center (next 2)', ['a'])] }),
  'a rule without its scenario': situation({ wants: want(...USUAL), has: [APP, A1, ruleAt(21, 'center', [], '7496'), ORDER, NUMBER] }),
  'another pattern': situation({ wants: changedTo(want(...USUAL), 'rule', { pattern: '7499', exclude: '74990' }), has: USUAL, knew: USUAL }),
  'a rule renamed by hand': situation({ wants: want(...USUAL), has: [APP, A1, { ...CENTER, name: 'hand' }, there(0, 'rule-order', 'rules', { order: ['hand'] }), numberAt(31, '7495', 'hand')], knew: USUAL }),
  'a rule renamed in the config': situation({ wants: [...want(APP, A1), rule('office', ['a']), order('office'), number('7495', 'office')], has: USUAL, knew: USUAL }),
  'a rule renamed in the config, not ours': situation({ wants: [...want(APP, A1), rule('office', ['a']), order('office'), number('7495', 'office')], has: USUAL }),
  'a rule that is called as a stand-in': situation({ wants: [...want(APP, A1, B1), rule('center', ['b']), rule('center (next)', ['a'], '7000'), order('center', 'center (next)')], has: [...USUAL, B1] }),
  'rules in another order': situation({ wants: [rule('north', ['b'], '7812'), rule('center', ['a']), order('north', 'center'), ...want(A1, B1)], has: [A1, B1, CENTER, ruleAt(22, 'north', ['b'], '7812')] }),
  'a rule is new and first': situation({ wants: [rule('north', ['b'], '7812'), rule('center', ['a']), order('north', 'center'), ...want(A1, B1)], has: [A1, B1, CENTER] }),
  'a rule is new and last': situation({ wants: [rule('center', ['a']), rule('north', ['b'], '7812'), order('center', 'north'), ...want(A1, B1)], has: [A1, B1, CENTER] }),
  'two rules are new': situation({ wants: [rule('center', ['a']), rule('north', ['b'], '7812'), rule('south', ['b'], '7813'), order('center', 'north', 'south'), ...want(A1, B1)], has: [A1, B1, CENTER] }),
  'a rule unlisted': situation({ wants: want(...USUAL), has: [...USUAL, ruleAt(22, 'old', ['a'], '7000')] }),
  'a rule unlisted, add only': situation({ wants: want(...USUAL), has: [ruleAt(22, 'old', ['a'], '7000'), ...USUAL], owns: { rules: 'add-only' } }),
  'a rule unlisted, an unlisted number leads to it': situation({ wants: want(...USUAL), has: [...USUAL, ruleAt(22, 'old', ['a'], '7000'), numberAt(32, '7000', 'old')], owns: { numbers: 'add-only' } }),
  'a rule unlisted, a number of others has its name': situation({ wants: want(...USUAL), has: [...USUAL, ruleAt(22, 'old', ['a'], '7000'), numberAt(32, '7000', 'old', 'others')], owns: { numbers: 'add-only' } }),
  'a rule is replaced, an unlisted number leads to it': situation({ wants: [...want(APP, A1, B1), rule('center', ['b']), order('center'), number('7495', 'center')], has: [...USUAL, B1, numberAt(32, '7000', 'center'), numberAt(33, '7001', 'else')], owns: { numbers: 'add-only' } }),

  'a number of another application': situation({ wants: want(...USUAL), has: [APP, A1, CENTER, ORDER, numberAt(31, '7495', 'x', 'others')] }),
  'a number without a rule': situation({ wants: want(...USUAL), has: [APP, A1, CENTER, ORDER, numberAt(31, '7495', null)] }),
  'a number bound to nobody': situation({ wants: want(...USUAL), has: [APP, A1, CENTER, ORDER, numberAt(31, '7495', null, null)] }),
  'a number that shall lead nowhere': situation({ wants: [number('7495', null, null)], has: [NUMBER] }),
  'a number that leads nowhere already': situation({ wants: [number('7495', null, null)], has: [numberAt(31, '7495', null, null)] }),
  'numbers unlisted': situation({ wants: want(APP), has: [APP, NUMBER, numberAt(32, '7000', 'x', 'others')] }),
  'numbers that the account lacks': situation({ wants: [number('7000', 'center'), number('7001', 'center')], has: [1, 2, 3, 4, 5, 6].map((n) => numberAt(n, `749${n}`, null, null)), owns: { numbers: 'add-only' } }),
  'numbers that the account lacks, five it has': situation({ wants: [number('7000', 'center')], has: [1, 2, 3, 4, 5].map((n) => numberAt(n, `749${n}`, null, null)), owns: { numbers: 'add-only' } }),
  'numbers, and the account has none': situation({ wants: [number('7000', 'center')] }),

  'members come and go': situation({ wants: [item('sq-members', 'center', { operators: ['op1', 'op3'] })], has: [there(0, 'sq-members', 'center', { operators: ['op2', 'op1'] })] }),
  'members come and go, add only': situation({ wants: [item('sq-members', 'center', { operators: ['op1', 'op3'] })], has: [there(0, 'sq-members', 'center', { operators: ['op2', 'op1'] })], owns: { bindings: 'add-only' } }),
  'a skill at another level': situation({ wants: [item('sq-operator-skills', 'op1', { skills: ['en:3', 'fr:1'] })], has: [there(0, 'sq-operator-skills', 'op1', { skills: ['en:1', 'de:2'] })] }),
  'a list without a field': situation({ wants: [item('sq-members', 'center')], has: [there(0, 'sq-members', 'center', { operators: ['op2'] })] }),

  'a skill renamed by hand': situation({ wants: [item('sq-skill', 'en', { description: 'new' })], has: [there(5, 'sq-skill', 'english', { description: 'old' })], knew: [there(5, 'sq-skill', 'en', { description: 'old' })] }),
  'a skill renamed by hand to another wanted one': situation({ wants: [item('sq-skill', 'en'), item('sq-skill', 'fr')], has: [there(5, 'sq-skill', 'fr')], knew: [there(5, 'sq-skill', 'en')] }),
  'a queue renamed by hand': situation({ wants: [item('sq-queue', 'center', { priority: 1 })], has: [there(5, 'sq-queue', 'zentrum', { priority: 1 })], knew: [there(5, 'sq-queue', 'center', { priority: 1 })] }),

  'values that are not at hand': situation({ withoutValue: [{ kind: 'operator', name: 'op1', variable: 'OPERATOR_KEY' }, { kind: 'secret', name: 'KEY', variable: 'DESK_KEY' }, { kind: 'secret', name: 'THERE', variable: 'X' }], has: [there(1, 'secret', 'THERE')] }),
  'names that others have': situation({
    wants: [scenario('a', '1'), scenario('b', '2'), item('acd-queue', 'north'), item('acd-queue', 'south')],
    has: [A1, there(5, 'acd-queue', 'south')], taken: { scenarios: ['a', 'b'], acdQueues: ['north', 'south', 'east'] },
  }),
  'names that others have, none is ours to make': situation({ wants: [scenario('b', '2'), item('acd-queue', 'north')], taken: { scenarios: ['b'], acdQueues: ['north'] }, owns: { scenarios: 'ignore', queues: 'ignore' } }),

  'nothing is wanted, and nothing is known to be ours': situation({ has: ALL_THERE, proof: null }),
  'nothing is wanted, and only the application is known to be ours': situation({ has: [...ALL_THERE, there(900, 'acd-skill', 'fr')], proof: { made: ['application/100'] } }),
  'nothing is wanted, and only the application was found and is in the state': situation({ has: ALL_THERE, proof: { items: ALL_THERE.slice(0, 1) } }),
  'nothing is wanted of what a deploy was about to make when it was killed': situation({ has: ALL_THERE, proof: { making: ['scenario/a', 'operator/op1', 'secret/other'] } }),
  'skills of the account: made, found, used elsewhere': situation({
    has: [there(1, 'acd-skill', 'made'), there(2, 'acd-skill', 'found'), there(3, 'acd-skill', 'shared')], taken: { acdSkills: ['shared'] },
    proof: { items: [there(2, 'acd-skill', 'found')], made: ['acd-skill/1', 'acd-skill/3'] },
  }),
  'rules of others keep their places': situation({ wants: [rule('center', ['b']), rule('new', ['a'], '7813'), rule('north', ['b'], '7812'), order(), ...want(A1, B1)], has: [A1, B1, ruleAt(31, 'first', ['x'], '1'), ruleAt(22, 'north', ['b'], '7812'), ruleAt(32, 'second', ['x'], '2'), CENTER, ruleAt(33, 'third', ['x'], '3')], mode: 'add-only' }),
  'a rule of others stands between ours, which are in order': situation({ wants: [rule('north', ['b'], '7812'), rule('center', ['a']), order(), ...want(A1, B1)], has: [A1, B1, ruleAt(22, 'north', ['b'], '7812'), ruleAt(32, 'second', ['x'], '2'), CENTER], mode: 'add-only' }),
  'numbers of another application, add only': situation({ wants: want(...USUAL), has: [APP, A1, CENTER, ORDER, numberAt(31, '7495', 'center', 'others'), numberAt(32, '7000', 'center', 'others')], mode: 'add-only' }),
  'an operator moved, a skill was taken off': situation({
    wants: [item('operator', 'op1'), item('operator', 'op2'), item('sq-queue', 'center'), item('sq-members', 'center', { operators: ['op2'] }), item('sq-members', 'north', { operators: ['op1'] }), item('acd-queue-skills', 'line', { skills: [] })],
    has: [there(1, 'operator', 'op1'), there(2, 'operator', 'op2'), there(5, 'sq-queue', 'center'), there(0, 'sq-members', 'center', { operators: ['op1', 'op2', 'op3'] }), there(0, 'sq-members', 'north', { operators: ['op1', 'op2'] }), there(0, 'acd-queue-skills', 'line', { skills: ['fr'] }), there(0, 'sq-operator-skills', 'op2', { skills: ['en:1', 'fr:2'] }), there(0, 'sq-operator-skills', 'op3', { skills: ['en:1'] })],
    mode: 'add-only', proof: { members: [item('sq-members', 'center', { operators: ['op1', 'op2', 'op3'] }), item('acd-queue-skills', 'line', { skills: ['fr'] }), item('sq-operator-skills', 'op2', { skills: ['en:1'] })] },
  }),
  'the last skill was taken off, managed': situation({ wants: [item('operator', 'op2')], has: [there(2, 'operator', 'op2'), there(0, 'sq-operator-skills', 'op2', { skills: ['en:1'] }), there(0, 'sq-operator-skills', 'op3', { skills: ['en:1'] })] }),

  'edited, deleted and made by hand': situation({
    wants: [...want(APP, A1), rule('north', ['a'], '7812'), item('secret', 'KEY', { value: 'hmac:1' }), ...want(NUMBER)],
    has: [{ ...APP, fields: { secureRecordStorage: false } }, { ...A1, name: 'z' }, ruleAt(99, 'north', ['a'], '7812'), there(0, 'sq-agents', 'calls', { operators: ['op2'] }), NUMBER],
    knew: [APP, A1, ruleAt(22, 'north', ['a'], '7812'), CENTER, there(0, 'sq-agents', 'calls', { operators: ['op1'] }), there(0, 'sq-members', 'gone', { operators: ['op1'] }), there(41, 'secret', 'OLD', { value: 'hmac:9' })],
    mode: 'add-only',
  }),
};
