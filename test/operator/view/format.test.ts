import { describe, expect, test } from 'vitest';
import { wallMs } from '../../../contracts/time';
import { clockTime, duration, initials, phoneText } from '../../../operator/view/format';

describe('formats', () => {
  test.each([[0, '0:00'], [59_999, '0:59'], [247_000, '4:07'], [3_729_000, '1:02:09'], [-5, '0:00']])('%i ms is %s', (ms, text) =>
    expect(duration(ms)).toBe(text));

  test.each([['+79161234567', '+7 916 123-45-67'], ['+4930123456', '+4930123456'], ['anonymous', 'anonymous']])('%s is %s', (number, text) =>
    expect(phoneText(number)).toBe(text));

  test('the desk writes numbers of other countries, ours stay as the lists have them', () => {
    expect([phoneText('+49301234567', '+49 30 1234567'), phoneText('+79161234567', '8 (916) 123-45-67')]).toEqual(['+49 30 1234567', '+7 916 123-45-67']);
  });

  test.each([['Мария Соколова', 'МС'], ['  ёж  ', 'Ё'], ['', ''], ['😀 Ли', '😀Л']])('%s → %s', (name, letters) =>
    expect(initials(name)).toBe(letters));

  test('the clock has 24 hours', () => expect(clockTime(wallMs(new Date(2026, 2, 4, 21, 5).getTime()), 'en')).toBe('21:05'));
});
