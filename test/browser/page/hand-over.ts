import { describe, expect, test } from 'vitest';
import { hears } from './calls';
import type { OperatorPage } from './operator-page';
import type { PageWorld } from './world';

/** A caller given to a colleague or to a number, on the engine of that world. */
export function describeHandOver(world: PageWorld): void {
  describe('handing a caller over', () => {
    test('first a word with the colleague, then the caller is his; both have their wrap-up', async () => {
      const { anna, boris, caller } = await twoOperators(world);
      await give(anna, 'Спросить');
      await boris.sees('Входящий звонок');
      await boris.click('Ответить');
      await anna.button('Соединить с клиентом').waitFor();
      await hears(boris.page);
      await anna.click('Соединить с клиентом');
      await anna.sees('Разговор с клиентом завершен');
      await Promise.all([hears(boris.page), hears(caller.page)]);
      await caller.hangUp();
      await boris.sees('Разговор с клиентом завершен');
    });

    test('at once: the colleague answers and the caller is his', async () => {
      const { anna, boris, caller } = await twoOperators(world);
      await give(anna, 'Передать сразу');
      await boris.sees('Входящий звонок');
      await boris.page.getByText('Передает Анна Смирнова').waitFor();
      await boris.click('Ответить');
      await anna.sees('Разговор с клиентом завершен');
      expect(await boris.line()).toBe('Разговор с клиентом');
      await Promise.all([hears(boris.page), hears(caller.page)]);
      await boris.click('Отклонить');
      await boris.sees('Разговор с клиентом завершен');
    });

    test('a colleague who declines: said in words, and the caller is heard again', async () => {
      const { anna, boris, caller } = await twoOperators(world);
      await give(anna, 'Передать сразу');
      await boris.sees('Входящий звонок');
      await boris.click('Отклонить');
      await anna.page.getByText('Передать не удалось: коллега отклонил звонок').waitFor();
      await hears(caller.page);
      await boris.sees('Прием звонков разрешен');
    });

    test('to a number: who answers there has the caller, and the operator is in wrap-up', async () => {
      const { anna, caller } = await world.talking();
      await anna.click('Передать');
      const choice = anna.page.getByRole('region', { name: 'Кому передать' });
      await choice.getByLabel('Номер телефона').fill('8 (903) 111-22-33');
      await choice.locator('.to-number').getByRole('button', { name: 'Передать сразу' }).click();
      await anna.sees('Разговор с клиентом завершен');
      // The telephone there repeats what it hears: the caller hears himself.
      await hears(caller.page);
      await caller.hangUp();
    });
  });
}

/** Anna talks with a caller, Boris is free. */
async function twoOperators(world: PageWorld) {
  const boris = await world.operator('op2');
  const { anna, caller } = await world.talking();
  await hears(caller.page);
  await boris.takeCalls();
  return { anna, boris, caller };
}

async function give(anna: OperatorPage, how: 'Спросить' | 'Передать сразу'): Promise<void> {
  await anna.click('Передать');
  const free = anna.page.getByRole('region', { name: 'Кому передать' }).getByRole('listitem').filter({ hasText: 'Свободен' });
  await free.getByRole('button', { name: how }).click();
}
