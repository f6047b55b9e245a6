import { getCountries } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import { expect, test } from 'vitest';
import { toE164 } from '../../scenarios/call/number';
import { isKnownRegion, numberingPlan } from '../../scripts/config/numbering';
import { isVoice, similarVoices } from '../../scripts/config/voices';

test.each([
  ['RU', { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] }],
  ['KZ', { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] }],
  ['US', { countryCode: '1', trunkPrefix: '1', internationalPrefix: '011', nationalLengths: [10] }],
  ['UZ', { countryCode: '998', trunkPrefix: '', internationalPrefix: '00', nationalLengths: [9] }],
] as const)('R28 numbers of %s are dialled so', (region, plan) => {
  expect(numberingPlan(region)).toEqual(plan);
});

test('R28 numbers of all regions are dialled as recorded', async () => {
  const lines = getCountries(metadata).map((region) => {
    const { countryCode, trunkPrefix, internationalPrefix, nationalLengths } = numberingPlan(region);
    return `${region} +${countryCode} ${trunkPrefix || '-'} ${internationalPrefix || '-'} ${nationalLengths.join(' ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('regions.txt');
});

test.each([['IL', '0521234567', '+972521234567'], ['TW', '0912345678', '+886912345678'], ['GB', '02079460000', '+442079460000'], ['GB', '0033123456789', '+33123456789']] as const)('R28 in %s %s is %s', (region, raw, number) => {
  expect(toE164(raw, numberingPlan(region))).toBe(number);
});

test('a region is known by its two letters only', () => {
  expect([isKnownRegion('RU'), isKnownRegion('ru'), isKnownRegion('XX')]).toEqual([true, false, false]);
});

test('voices are known by their path in VoiceList', () => {
  expect(['Amazon.ru_RU_Tatyana', 'Yandex.Neural.ru_RU_alena', 'Amazon.ru_RU_alena'].map(isVoice)).toEqual([true, true, false]);
});

test('a wrong voice leads to one of its name or of its language', () => {
  expect(similarVoices('Amazon.ru_RU_alena', 2)).toEqual(['Yandex.Neural.ru_RU_alena', 'YandexV3.ru_RU_alena']);
});
