import { describe, expect, test } from 'vitest';
import { createTexts } from '../../../operator/locale';
import en from '../../../operator/locale/en.json';
import ru from '../../../operator/locale/ru.json';
import { connectionLine, type PageState } from '../../../operator/state';
import { lineText } from '../../../operator/view/line';
import { STATES } from '../../browser/page/catalogue';
import { clocksOf, end, ringing, wait } from '../world';

const texts = createTexts('ru');
const lineOf = (state: PageState) => lineText(connectionLine(state), { state, texts, clocks: clocksOf(state) });

describe('the words of the source document, letter for letter', () => {
  test.each([
    ['Телефония', ru.menu.title], ['Входящие', ru.menu.incoming], ['Интеграция', ru.menu.integration],
    ['Включить прием звонков', ru.action.intakeOn], ['Отключить входящие звонки', ru.action.intakeOff],
    ['Ответить', ru.action.answer], ['Отклонить', ru.action.reject], ['Сохранить', ru.action.save],
    ['Сохранить звонок и создать клиента', ru.action.saveAndCreate], ['Отмена', ru.action.cancel],
    ['Поиск клиента по номеру телефона', ru.customer.title], ['Клиент не найден', ru.customer.none],
    ['Не удалось сбросить, звонок передан дальше', ru.notice['drop-failed']],
  ])('%s', (wanted, given) => expect(given).toBe(wanted));

  test('Не отправлено: 5', () => expect(texts.t('head.unsent', { count: 5 })).toBe('Не отправлено: 5'));
});

describe('the connection line', () => {
  test.each([
    ['no-connection', 'Нет соединения'], ['connecting', 'Подключение…'], ['off', 'Прием звонков отключен'],
    ['on', 'Прием звонков разрешен'], ['ringing', 'Входящий звонок'], ['talking', 'Разговор с клиентом'],
    ['wrap-up', 'Разговор с клиентом завершен'], ['other-tab', 'Прием открыт в другой вкладке'],
    ['checks-failed', 'Прием приостановлен: нет доступа к микрофону'],
    ['paused-misses', 'Прием приостановлен: пропущено звонков подряд: 3'],
  ])('%s: %s', (name, wanted) => {
    const state = STATES[name]?.();
    expect(state && lineOf(state)).toBe(wanted);
  });

  test('a pause says until when, with seconds where it ends soon', () => {
    const page = ringing();
    wait(page, 20_000);
    end(page);
    expect(lineOf(page.state)).toMatch(/^Прием приостановлен: пропущен звонок, до \d\d:\d\d:\d\d$/);
  });
});

describe('two languages', () => {
  test('none of the English texts is left in Russian', () => {
    const cyrillic = leaves(en).filter(([, text]) => /[а-я]/i.test(text));
    expect(cyrillic).toEqual([]);
  });

  test('both name the same values', () => {
    const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(ru)) {
      // English has fewer plural forms; every text of it stands in for the missing ones.
      const other = english.get(key) ?? english.get(key.replace(/\.(few|many)$/, '.other'));
      expect([key, holes(text)]).toEqual([key, holes(other ?? '')]);
    }
  });
});

function leaves(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    (typeof value === 'string' ? [[path + name, value] as [string, string]] : leaves(value as object, `${path}${name}.`)));
}
