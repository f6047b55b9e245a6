import { expect, test } from 'vitest';
import type { Kind } from '../../scripts/plan/items';
import { findExceeded } from '../../scripts/plan/exceeded';
import { planChanges } from '../../scripts/plan/plan-changes';
import { item, situation, there } from './situations';

const many = <One>(count: number, make: (index: number) => One): One[] => Array.from({ length: count }, (_, index) => make(index));
const DELETE = 'delete some that nobody needs, or give some franchises an account of their own';

/** How many are there, of them unlisted, how many more are wanted, how many other applications have. */
test.each<[Kind, { there: number; unlisted?: number; made: number; elsewhere?: number }, string | undefined]>([
  ['operator', { there: 0, made: 1000 }, undefined],
  ['operator', { there: 0, made: 1001 }, `1001 are to be made where 0 are already, and the platform takes 1000 users of the account; ${DELETE}`],
  ['operator', { there: 990, made: 8, elsewhere: 2 }, undefined],
  ['operator', { there: 990, made: 9, elsewhere: 2 }, `9 are to be made where 992 are already, 2 of them in other applications, and the platform takes 1000 users of the account; ${DELETE}`],
  ['operator', { there: 1000, made: 0, elsewhere: 5 }, undefined],
  ['operator', { there: 999, unlisted: 1, made: 2 }, '2 are to be made where 999 are already, and the platform takes 1000 users of the account; deploy twice: first without the new ones, so that 1 go'],
  ['operator', { there: 999, unlisted: 1, made: 3 }, `3 are to be made where 999 are already, and the platform takes 1000 users of the account; ${DELETE}`],
  ['sq-queue', { there: 999, made: 1, elsewhere: 7 }, undefined],
  ['sq-queue', { there: 999, made: 2, elsewhere: 7 }, `2 are to be made where 999 are already, and the platform takes 1000 queues of the application; ${DELETE}`],
  ['secret', { there: 1000, made: 3 }, undefined],
])('C6 %s, %o', (kind, { there: present, unlisted = 0, made, elsewhere }, wanted) => {
  const all = [...many(present, (index) => there(index + 1, kind, `there${index}`)), there(5000, 'scenario', 'gone')];
  const wants = [...all.slice(unlisted, -1), ...many(made, (index) => item(kind, `new${index}`)), item('scenario', 'new')].map((one) => item(one.kind, one.name));
  const { actual, ...others } = situation({ wants, has: all });
  const asked = { ...others, actual: { ...actual, ...(elsewhere === undefined ? {} : { usersElsewhere: elsewhere }) } };
  expect(planChanges(asked).conflicts.map(({ kind: of, object, what, remedy }) => [of, object, `${what}; ${remedy}`])).toEqual(wanted === undefined ? [] : [[kind, 'calls', wanted]]);
  // How many there are is not known.
  expect(findExceeded({ ...asked, actual: { ...asked.actual, account: null } }, planChanges(asked).steps)).toEqual([]);
});

test('C5 an operator with more skills than the platform takes, those counted that stay', () => {
  const levels = (...names: string[]) => ({ skills: names.map((name) => `${name}:1`) });
  const objects = [there(1, 'operator', 'op1'), ...many(7, (index) => there(2 + index, 'sq-skill', `s${index}`))];
  const conflicts = (wanted: string[], present: string[]): unknown[] => planChanges(situation({
    wants: [...objects, item('sq-operator-skills', 'op1', levels(...wanted)), item('sq-agents', 'calls', { operators: [] })],
    has: [...objects, there(0, 'sq-operator-skills', 'op1', levels(...present))],
  })).conflicts;
  expect(conflicts(['s0', 's1', 's2', 's3', 's4'], [])).toEqual([]);
  expect(conflicts(['s0'], ['s1', 's2', 's3', 's4', 's5', 's6'])).toMatchObject([{
    kind: 'sq-operator-skills', object: 'op1', what: 'with those that the account has (s1:1, s2:1, s3:1, s4:1, s5:1, s6:1) it would be 7, and the platform takes 5',
    remedy: 'take those off that are not needed, in the control panel or by a deploy before this one',
  }]);
  expect(conflicts(['s1'], ['s1', 's2', 's3', 's4', 's5', 's6'])).toEqual([]);
});
