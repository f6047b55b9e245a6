import { describe, expect, it } from 'vitest';
import type { NumberingPlan } from '../../contracts/call-settings';
import { toE164 } from '../../scenarios/call/number';

const RU: NumberingPlan = { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] };
const DE: NumberingPlan = { countryCode: '49', trunkPrefix: '0', internationalPrefix: '00', nationalLengths: [7, 8, 9, 10, 11] };
const NO_EXIT = { ...RU, internationalPrefix: '' };
/** Nine digits are nobody's there. */
const GAP = { ...RU, nationalLengths: [7, 10] };

describe('R28 the edges of a numbering plan', () => {
  it.each([
    ['eight digits behind the international prefix', '81049301234', RU, '+49301234'],
    ['seven behind it: a national number that looks like it', '8104930123', RU, '+78104930123'],
    ['a region without an international prefix', '9161234567', NO_EXIT, '+79161234567'],
    ['the country code before a national number', '4930123456', DE, '+4930123456'],
    ['the country code as the beginning of one', '4930123', DE, '+494930123'],
    ['shorter than any national number', '12345678', RU, null],
    ['between two national lengths', '301234567', GAP, null],
    ['seven digits after the plus', '+1234567', RU, null],
    ['eight', '+12345678', RU, '+12345678'],
    ['fifteen', '+123456789012345', RU, '+123456789012345'],
    ['sixteen', '+1234567890123456', RU, null],
    ['the own country with a digit too few', '+7916123456', RU, null],
    ['space around a scheme', ' tel:+79161234567 ', RU, '+79161234567'],
    ['space behind a scheme', 'tel: +79161234567', RU, '+79161234567'],
    ['a scheme in the middle', '+7sip:9161234567', RU, null],
    ['an extension without a space', '89161234567доб.12', RU, '+79161234567'],
    ['something before it', '=89161234567', RU, null],
    ['something behind it', '89161234567=', RU, null],
  ] as const)('%s', (...[, raw, plan, expected]) => {
    expect(toE164(raw, plan)).toBe(expected);
  });
});
