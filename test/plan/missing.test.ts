import { expect, test } from 'vitest';
import type { OwnedList } from '../../contracts/config';
import { OWNED_LIST } from '../../scripts/plan/desired';
import type { Item } from '../../scripts/plan/items';
import { planChanges } from '../../scripts/plan/plan-changes';
import { item, situation, there } from './situations';

const RULE = item('rule', 'center', { pattern: '7495', exclude: '', scenarios: ['in'] });
/** What is wanted, which list of the config is left to others, and what that list does not have. */
const TABLE: readonly [Item, OwnedList, ...string[]][] = [
  [item('sq-agents', 'calls', { operators: ['op1'] }), 'operators', 'operator "op1"'],
  [item('sq-members', 'center', { operators: ['op1', 'op2'] }), 'operators', 'operator "op1"', 'operator "op2"'],
  [item('sq-members', 'center', { operators: ['op1'] }), 'queues', 'queue "center"'],
  [item('acd-members', 'north', { operators: ['op1'] }), 'operators', 'operator "op1"'],
  [item('acd-members', 'north', { operators: ['op1'] }), 'queues', 'queue (ACD v1) "north"'],
  [item('acd-skill-members', 'en', { operators: ['op1'] }), 'skills', 'skill (ACD v1) "en"'],
  [item('acd-queue-skills', 'north', { skills: ['en'] }), 'skills', 'skill (ACD v1) "en"'],
  [item('acd-queue-skills', 'north', { skills: ['en'] }), 'queues', 'queue (ACD v1) "north"'],
  [item('sq-operator-skills', 'op1', { skills: ['en:3'] }), 'skills', 'skill "en"'],
  [item('sq-operator-skills', 'op1', { skills: ['en:3'] }), 'operators', 'operator "op1"'],
  [RULE, 'scenarios', 'scenario "in"'],
  [item('number', '7495', { application: 'calls', rule: 'center' }), 'rules', 'rule "center"'],
];
const NUMBER = there(9, 'number', '7495', { application: null, rule: null });
const OBJECTS = [
  there(1, 'operator', 'op1'), there(2, 'operator', 'op2'), there(3, 'sq-queue', 'center'), there(4, 'acd-queue', 'north'), there(5, 'sq-skill', 'en'),
  there(6, 'acd-skill', 'en'), there(7, 'scenario', 'in'), there(8, 'rule', 'center', RULE.fields), NUMBER,
];
const conflictsOf = (...of: Parameters<typeof situation>): string[] =>
  planChanges(situation(...of)).conflicts.map(({ kind, object, what, remedy }) => `${kind} ${object}: ${what}; ${remedy}`);

test.each(TABLE)('C6 what a step names is there, or is refused before the first write: %o', (wanted, list, ...missing) => {
  const owns = { [list]: 'ignore' };
  const has = OBJECTS.filter(({ kind, name }) => !(kind === wanted.kind && name === wanted.name && kind !== 'number') && OWNED_LIST[kind] !== list);
  expect(conflictsOf({ wants: [wanted], has, owns })).toEqual(missing.map((one) =>
    `${wanted.kind} ${wanted.name}: it needs the ${one}, which is not there, and ownership.${list} is 'ignore'; make it in the control panel, or set ownership.${list} to 'add-only'`));
  expect(conflictsOf({ wants: [wanted], has: OBJECTS, owns })).toEqual([]);
  // Of what is there nothing is known.
  expect(conflictsOf({ wants: [wanted], account: null, owns })).toEqual([]);
});

test('a skill of the account that its maker took away is not asked for in mid-rollback', () => {
  const wants = [item('acd-queue', 'north'), item('acd-queue-skills', 'north', { skills: ['en'] })];
  const remedy = 'make it in the control panel, or deploy a config that lists it';
  expect(conflictsOf({ wants })).toEqual([`acd-queue-skills north: it needs the skill (ACD v1) "en", which is not there; ${remedy}`]);
  expect(conflictsOf({ wants: [...wants, item('acd-skill', 'en')] })).toEqual([]);
});

test('what is left as it is, and what goes, needs nothing', () => {
  const gone = [there(0, 'sq-members', 'center', { operators: ['op1'] }), there(2, 'rule', 'old', { pattern: '7', exclude: '', scenarios: ['in'] })];
  expect(conflictsOf({ wants: [item('number', '7495', { application: 'others', rule: 'theirs' })], has: [NUMBER] })).toEqual([]);
  expect(conflictsOf({ wants: [item('sq-members', 'center', { operators: [] })], has: gone, owns: { operators: 'ignore', queues: 'ignore', scenarios: 'ignore' } })).toEqual([]);
});
