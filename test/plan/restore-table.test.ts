import { describe, expect, test } from 'vitest';
import { desireBefore, type RestoreInput } from '../../scripts/plan/restore';
import type { ActualItem, Item } from '../../scripts/plan/items';
import { makeStep, type Step } from '../../scripts/plan/plan';
import { STATE_VERSION } from '../../scripts/plan/state';
import { item, there } from './situations';

const step = (kind: Step['kind'], action: Step['action'], object: string): Step => makeStep({ kind, action, object, before: null, after: null, wave: 1 });

const back = (before: readonly ActualItem[], now: readonly ActualItem[], steps: readonly Step[]) => backWith({ before, steps }, now);
const backWith = (more: Partial<RestoreInput>, now: readonly ActualItem[]) => desireBefore({
  environment: 'test', application: 'calls', before: [], actual: { account: 1, items: now, taken: { scenarios: [], acdQueues: [] } }, steps: [], secretsAtHand: new Set(), passwordOf: () => 'hmac:9',
  proof: { version: STATE_VERSION, environment: 'test', account: 1, release: 'r1', items: [...now], made: now.map(({ kind, id }) => `${kind}/${id}`) }, ...more,
});
const rule = (name: string, scenario: string, id = 1) => there(id, 'rule', name, { pattern: '7', exclude: '', scenarios: [scenario] });
const plain = ({ kind, name, fields }: ActualItem): Item => ({ kind, name, fields });

describe('after a rollback', () => {
  const A = there(1, 'scenario', 'a', { sha256: '1' });
  const A2 = there(1, 'scenario', 'a', { sha256: '2' });
  const B = there(2, 'scenario', 'b', { sha256: '1' });

  test('what the release touched is as it was, the rest as it is', () => {
    expect(back([A, B], [A2, there(2, 'scenario', 'b', { sha256: '9' })], [step('scenario', 'update', 'a')]).items).toEqual([item('scenario', 'a', { sha256: '1' }), item('scenario', 'b', { sha256: '9' })]);
  });

  test('everything is managed, and of this application and environment', () => {
    const { ownership, environment, application } = back([], [], []);
    expect([environment, application, new Set(Object.values(ownership)), Object.keys(ownership).length]).toEqual(['test', 'calls', new Set(['manage']), 8]);
  });

  test('what the release made goes', () => {
    expect(back([A], [A, B], [step('scenario', 'create', 'b')]).items).toEqual([plain(A)]);
  });

  test('a renamed one has its old name, and who speaks of it too', () => {
    const now = [{ ...A, name: 'new' }, rule('center', 'new'), there(9, 'number', '7495', { application: 'calls', rule: 'center' })];
    const before = [A, rule('center', 'a'), there(9, 'number', '7495', { application: 'calls', rule: 'center' })];
    expect(back(before, now, [{ ...step('scenario', 'rename', 'new'), before: { name: 'a' } }]).items.map(({ kind, name, fields }) => [kind, name, fields['scenarios'] ?? fields['rule']])).toEqual([
      ['scenario', 'a', undefined], ['number', '7495', 'center'], ['rule', 'center', ['a']],
    ]);
  });

  test('a number follows its rule back', () => {
    const before = [rule('old', 'a'), there(9, 'number', '7495', { application: 'calls', rule: 'old' })];
    const now = [rule('new', 'a', 2), there(9, 'number', '7495', { application: 'calls', rule: 'new' }), there(8, 'number', '7000', { application: 'others', rule: 'x' })];
    expect(back(before, now, [step('rule', 'create', 'new'), step('rule', 'delete', 'old')]).items.map(({ name, fields }) => [name, fields['rule']])).toEqual([
      ['7495', 'old'], ['7000', 'x'], ['old', undefined],
    ]);
  });

  test('rules stand in their old order, others behind them', () => {
    const order = there(0, 'rule-order', 'rules', { order: ['c', 'a'] });
    const now = [rule('a', 'x', 1), rule('b', 'x', 2), rule('c', 'x', 3), there(0, 'rule-order', 'rules', { order: ['a', 'b', 'c'] })];
    const { items } = back([order, rule('a', 'x', 1), rule('c', 'x', 3)], now, [step('rule', 'update', 'a')]);
    expect(items.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['rule-order rules', 'rule c', 'rule a', 'rule b']);
    expect(items[0]?.fields).toEqual({ order: ['c', 'a'] });
  });

  test.each([['sq-queue', 'sq-members'], ['acd-queue', 'acd-members'], ['acd-skill', 'acd-skill-members']] as const)('with a %s its members are back', (kind, list) => {
    const before = [there(1, kind, 'x'), there(0, list, 'x', { operators: ['op1'] })];
    expect(back(before, [there(0, list, 'y', { operators: ['op2'] })], [step(kind, 'delete', 'x')]).items).toEqual([item(kind, 'x'), item(list, 'x', { operators: ['op1'] }), item(list, 'y', { operators: ['op2'] })]);
    // Made by the release: it goes, and its list is served until it does.
    expect(back([], [there(1, kind, 'x'), there(0, list, 'x', { operators: ['op1'] })], [step(kind, 'create', 'x')]).items).toEqual([]);
  });

  test('a list that was not there before was empty', () => {
    const now = [there(1, 'sq-queue', 'x'), there(0, 'sq-members', 'x', { operators: ['op1'] }), there(0, 'sq-agents', 'calls', { operators: ['op1'] })];
    expect(back([there(1, 'sq-queue', 'x')], now, [step('sq-members', 'add', 'x'), step('sq-agents', 'add', 'calls')]).items).toEqual([
      item('sq-queue', 'x'), item('sq-members', 'x', { operators: [] }), item('sq-agents', 'calls', { operators: [] }),
    ]);
  });

  test('with an operator his skills are back; a password is that of today, a secret stays as it is', () => {
    const before = [there(1, 'operator', 'op1', { displayName: 'Анна', active: true, password: 'hmac:1' }), there(0, 'sq-operator-skills', 'op1', { skills: ['en:3'] }), there(2, 'secret', 'KEY', { value: 'hmac:2' })];
    const { items, withoutValue } = back(before, [], [step('operator', 'delete', 'op1'), step('secret', 'delete', 'KEY')]);
    expect(items).toEqual([item('operator', 'op1', { displayName: 'Анна', active: true, password: 'hmac:9' }), item('sq-operator-skills', 'op1', { skills: ['en:3'] }), item('secret', 'KEY')]);
    expect(withoutValue).toEqual([{ kind: 'secret', name: 'KEY', variable: 'of secret KEY' }]);
  });

  test('a secret that is there, or whose value is at hand, is no hindrance', () => {
    const KEY = there(2, 'secret', 'KEY', { value: 'hmac:2' });
    expect(back([KEY], [KEY], [step('secret', 'update', 'KEY')]).withoutValue).toEqual([]);
    expect(backWith({ before: [KEY], steps: [step('secret', 'delete', 'KEY')], secretsAtHand: new Set(['KEY']) }, []).withoutValue).toEqual([]);
  });

  const numberAt = (application: string | null, rule: string | null) => there(9, 'number', '7495', { application, rule });
  test.each([
    ['unbound before, with us now', numberAt(null, null), numberAt('calls', 'center'), numberAt(null, null)],
    ['of others before, with us now', numberAt('others', 'x'), numberAt('calls', 'center'), numberAt('others', 'x')],
    ['with us before, of others now', numberAt('calls', 'center'), numberAt('others', 'x'), numberAt('others', 'x')],
    ['with us before, of nobody now', numberAt('calls', 'center'), numberAt(null, null), numberAt('calls', 'center')],
    ['of others before, of nobody now', numberAt('others', 'x'), numberAt(null, null), numberAt(null, null)],
    ['unbound before, of others now', numberAt(null, null), numberAt('others', 'center'), numberAt('others', 'center')],
  ])('a number that was %s', (...[, before, now, wanted]) => {
    expect(back([before], [now], [step('number', 'bind', '7495')]).items).toEqual([plain(wanted)]);
  });

  test('a number that the account has given back since is no hindrance', () => {
    expect(back([numberAt('calls', 'center')], [], [step('number', 'move', '7495')]).items).toEqual([]);
  });

  test('a number of others whose rule has the name of one of ours stays with them', () => {
    expect(back([numberAt(null, null)], [numberAt('others', 'center')], [step('rule', 'create', 'center')]).items).toEqual([plain(numberAt('others', 'center'))]);
  });

  test('of a skill that stays for others, the operators whom the release gave it lose it', () => {
    const now = [there(5, 'acd-skill', 'en'), there(0, 'acd-skill-members', 'en', { operators: ['op1'] })];
    const made = { version: STATE_VERSION, environment: 'test', account: 1, release: 'r1', items: now } as const;
    expect(backWith({ before: [], steps: [step('acd-skill', 'create', 'en')], proof: { ...made, items: now } }, now).items).toEqual([item('acd-skill-members', 'en', { operators: [] })]);
  });
});
