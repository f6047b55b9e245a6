import { expect, test } from 'vitest';
import { parseOperators } from '../../scripts/dial/behaviour';
import { findDialled } from '../../scripts/dial/dialled-number';
import { readConfig } from '../../scripts/config/read-config';
import { ROOT } from '../cli/command-context';

test.each([
  ['op1', [['op1', 'answer', 0]]],
  ['op1:reject, op2:answer@5', [['op1', 'reject', 0], ['op2', 'answer', 5000]]],
  ['a:vanish@0.5', [['a', 'vanish', 500]]],
  ['', []],
])('--operators "%s"', (text, expected) => {
  expect(parseOperators(text).map(({ name, behaviour }) => [name, behaviour.kind, behaviour.afterMs])).toEqual(expected);
});

test.each(['74951234567', '+7 (495) 123-45-67', '8 495 123 45 67', '8(495)1234567', '4951234567', null])(
  'R28 %s dials the first number of the sample',
  async (to) => {
    const { number, franchise } = findDialled(await readConfig(ROOT), to);
    expect([number, franchise.name]).toEqual(['74951234567', 'center']);
  },
);
