import { describe, expect, test } from 'vitest';
import { createTexts, loadLanguage } from '../../../operator/locale';
import { compileTexts } from '../../../operator/locale/compile';
import windowEn from '../../../operator/locale/calls-window.en.json';
import windowRu from '../../../operator/locale/calls-window.ru.json';
import en from '../../../operator/locale/en.json';
import ru from '../../../operator/locale/ru.json';

const keys = (texts: typeof ru | typeof en) => Object.keys(compileTexts(texts)).sort();
const several = (language: 'ru' | 'en', count: number) => createTexts(language).t('customer.several', { count });

test('English is Russian until it is there', async () => {
  expect([createTexts('en').language, several('en', 2)]).toEqual(['ru', several('ru', 2)]);
  await loadLanguage('en');
  expect(createTexts('en').language).toBe('en');
});

describe('texts', () => {
  test('both languages have the same ones', () => {
    expect(keys(en)).toEqual(keys(ru));
    expect(Object.keys(compileTexts(windowEn)).sort()).toEqual(Object.keys(compileTexts(windowRu)).sort());
  });

  test('a value stands where its name stood, whatever it holds', () => {
    const name = '$& {{count}} <b>';
    expect(createTexts('ru').t('customer.open', { name })).toBe(`Открыть страницу клиента «${name}» в новом окне`);
  });

  test.each([
    [2, 'Найдено 2 клиента.'], [5, 'Найдено 5 клиентов.'], [11, 'Найдено 11 клиентов.'], [21, 'Найден 21 клиент.'],
  ])('%i by the rules of Russian', (count, wanted) => expect(several('ru', count)).toContain(wanted));

  test.each([[1, '1 customer found'], [2, '2 customers found']])('%i by the rules of English', (count, wanted) =>
    expect(several('en', count)).toContain(wanted));
});
