import { describe, expect, test } from 'vitest';
import { hearsNothing, until } from '../support/audio';
import { comment, expectLast, hears } from './calls';
import { anotherTab, type OperatorPage } from './operator-page';
import type { PageWorld } from './world';

/** The dialog under its operator's hands. */
export function describeDialog(world: PageWorld): void {
  describe('by keyboard alone', () => {
    test('a whole call: taken, ended, noted, saved', async () => {
      const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
      await anna.sees('Прием звонков отключен');
      await pressOn(anna, 'Включить прием звонков');
      await anna.sees('Прием звонков разрешен');
      await caller.call();
      await anna.sees('Входящий звонок');
      await pressOn(anna, 'Ответить');
      await anna.sees('Разговор с клиентом');
      await hears(anna.page);
      await pressOn(anna, 'Отклонить');
      await anna.sees('Разговор с клиентом завершен');
      await tabTo(anna, async () => comment(anna).evaluate((field) => field.matches(':focus')));
      await anna.page.keyboard.type('Всё клавишами');
      await pressOn(anna, 'Сохранить');
      await anna.sees('Прием звонков разрешен');
      await expectLast(anna, { comment: 'Всё клавишами' });
    });

    test('the menu beside «Отклонить»: arrows move, Escape closes and gives the focus back', async () => {
      const { anna } = await world.ringing();
      await pressOn(anna, 'Как отклонить');
      await anna.page.keyboard.press('ArrowDown');
      expect(await focused(anna)).toBe('Сбросить звонок');
      await anna.page.keyboard.press('Escape');
      expect(await focused(anna)).toBe('Как отклонить');
      await anna.click('Отклонить');
    });
  });

  describe('the card', () => {
    test('R36 the number is copied, the name leads to the customer', async () => {
      const { anna } = await world.ringing();
      await anna.click('Скопировать номер');
      expect(await anna.page.evaluate(() => navigator.clipboard.readText())).toBe('+79161234567');
      const [opened] = await Promise.all([anna.context.waitForEvent('page'), anna.page.getByRole('link', { name: 'Иванова Мария Петровна' }).click()]);
      await opened.getByRole('heading', { name: 'Иванова Мария Петровна' }).waitFor();
      await anna.click('Отклонить');
    });

    test('R32 nobody found: saved, and the form opens with the number filled in', async () => {
      const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
      await anna.takeCalls();
      await caller.call('+79990001122');
      await anna.sees('Входящий звонок');
      await anna.page.getByText('Клиент не найден').waitFor();
      await anna.click('Ответить');
      await anna.sees('Разговор с клиентом');
      await hears(anna.page);
      await caller.hangUp();
      await anna.sees('Разговор с клиентом завершен');
      const [form] = await Promise.all([anna.context.waitForEvent('page'), anna.click('Сохранить звонок и создать клиента')]);
      await until(async () => (await form.getByLabel('Номер телефона').inputValue()) === '+79990001122', 'the number in the form');
      await anna.sees('Прием звонков разрешен');
      await form.getByLabel('Имя').fill('Новый Клиент');
      await form.getByRole('button', { name: 'Сохранить' }).click();
      await form.getByText('Сохранено').waitFor();
    });

    test('R40 a ring takes no focus from what the operator does', async () => {
      const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
      await anna.takeCalls();
      await anna.button('Пробный звонок').focus();
      await caller.call();
      await anna.sees('Входящий звонок');
      expect(await anna.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BUTTON');
      expect(['Ответить', 'Отклонить']).not.toContain(await focused(anna));
      await anna.click('Отклонить');
    });
  });

  describe('R19 two tabs', () => {
    test('the second shows that intake is elsewhere, takes over by a click, and then leads alone', async () => {
      const anna = await world.operator('op1');
      await anna.takeCalls();
      const second = await anotherTab(anna, world.stack);
      await second.sees('Прием открыт в другой вкладке');
      await second.click('Перенести прием сюда');
      await second.sees('Прием звонков отключен');
      await anna.sees('Прием открыт в другой вкладке');
    });
  });

  describe('a reload', () => {
    test('R20, R37 in a conversation: the text is there, intake is off, the caller is not left in silence', async () => {
      const { anna, caller } = await world.talking();
      await hears(caller.page);
      await comment(anna).fill('Важное до перезагрузки');
      await anna.click('Выключить микрофон');
      await hearsNothing(caller.page);
      anna.page.on('dialog', (dialog) => void dialog.accept());
      // From here on it is the cloud that speaks: the sentence begins while the page still loads.
      await Promise.all([hears(caller.page), anna.page.reload()]);
      await anna.sees('Разговор с клиентом завершен');
      expect(await comment(anna).inputValue()).toBe('Важное до перезагрузки');
      await anna.click('Сохранить');
      await anna.sees('Прием звонков отключен');
    });

    test('R16 in wrap-up: the card and its text come back', async () => {
      const { anna, caller } = await world.talking();
      await hears(anna.page);
      await caller.hangUp();
      await anna.sees('Разговор с клиентом завершен');
      await comment(anna).fill('Не дописано');
      anna.page.on('dialog', (dialog) => void dialog.accept());
      await anna.page.reload();
      await anna.sees('Разговор с клиентом завершен');
      expect(await comment(anna).inputValue()).toBe('Не дописано');
      await anna.click('Отмена');
      await anna.sees('Прием звонков отключен');
    });

    test('R21 while it rings the call goes on to the next operator', async () => {
      const boris = await world.operator('op2');
      const { anna } = await world.ringing();
      await boris.takeCalls();
      anna.page.on('dialog', (dialog) => void dialog.accept());
      await anna.page.reload();
      await boris.sees('Входящий звонок');
      await boris.click('Отклонить');
    });
  });

  describe('the line to Voximplant', () => {
    test('R23 a cut socket: said, restored, and intake is back through the check', async () => {
      const anna = await world.operator('op1');
      await anna.takeCalls();
      world.stack.gateway.cut('op1');
      await anna.sees('Прием звонков разрешен');
      const caller = await world.caller();
      await caller.call();
      await anna.sees('Входящий звонок');
      await anna.click('Отклонить');
    });
  });

  describe('what is said beyond the dialog', () => {
    test('R27 a ring stands in the title, and the host’s own title comes back', async () => {
      const { anna } = await world.ringing();
      await until(async () => (await anna.page.title()).includes('Входящий звонок'), 'the ring in the title');
      await anna.click('Отклонить');
      await until(async () => (await anna.page.title()) === 'Телефония · Входящие', 'the own title');
    });

    test('R25 put out by another sign-in: explained, and one click brings the calls back', async () => {
      const anna = await world.operator('op1');
      await anna.takeCalls();
      world.stack.gateway.kick('op1');
      await anna.sees('Прием приостановлен: вход выполнен в другом месте');
      await anna.click('Вернуться к приему');
      await anna.sees('Прием звонков разрешен');
    });
  });
}

/** Tabs forward until the button of that name has the focus, then presses Enter. */
async function pressOn(anna: OperatorPage, name: string): Promise<void> {
  await tabTo(anna, async () => (await focused(anna)) === name);
  await anna.page.keyboard.press('Enter');
}

async function tabTo(anna: OperatorPage, there: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await there()) return;
    await anna.page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there.');
}

/** What the focused element inside the dialog is called. */
function focused({ page }: OperatorPage): Promise<string> {
  return page.evaluate(() => {
    const inner = document.querySelector('vox-incoming')?.shadowRoot?.activeElement;
    return inner?.getAttribute('aria-label') ?? inner?.textContent?.trim() ?? '';
  });
}
