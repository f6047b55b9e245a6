import { describe, expect, test } from 'vitest';
import { readNumber, showNumber } from '../../desk/lookup/number';
import { maskNumber, maskNumbers } from '../../contracts/mask-number';
import { MATRIX, NO_NUMBERS } from './lookup-matrix';

describe('R28 every notation is the same number', () => {
  test('the matrix has its rows', () => expect(MATRIX.length).toBeGreaterThanOrEqual(200));

  test.each(MATRIX)('$region: $written', ({ region, e164, written }) => {
    expect(readNumber(written, region).e164).toBe(e164);
  });
});

describe('R33 what is no number is not searched', () => {
  test.each(NO_NUMBERS)('%j', (written) => {
    expect(readNumber(written, 'RU')).toEqual({ raw: written, e164: null, digits: '', tail: '' });
  });
});

test.each([
  ['+79161234567', 'RU', '8 (916) 123-45-67'],
  ['+49301234567', 'RU', '+49 30 1234567'],
  ['anonymous', 'RU', 'anonymous'],
])('%s is shown to people of %s as %s', (number, region, display) => {
  expect(showNumber(readNumber(number, region), region).display).toBe(display);
});

test('a masked number can be recognised, not dialled', () => {
  expect(['+79161234567', '9161234567', '55512345', '123-45-67', '123-45'].map(maskNumber)).toEqual(['+7916•••4567', '916•••4567', '5•••2345', '•••4567', '•••']);
  expect(maskNumbers('call from +7 916 123-45-67 to 84951234567, 3 tries')).toBe('call from +7916•••4567 to 8495•••4567, 3 tries');
});
