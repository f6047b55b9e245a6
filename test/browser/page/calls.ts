import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { hearsNothing, hearsSomething, until } from '../support/audio';
import type { OperatorPage } from './operator-page';
import type { PageWorld } from './world';

/** Every journey of a call at the page, on the engine of that world. */
export function describeCalls(world: PageWorld): void {
  describe('a conversation', () => {
    test('rings, is answered, is heard on both sides, ends by the caller, is saved', async () => {
      const { anna, caller } = await world.talking();
      await Promise.all([hears(anna.page), hears(caller.page)]);
      await comment(anna).fill('Перенос занятия');
      await caller.hangUp();
      await anna.sees('Разговор с клиентом завершен');
      expect(await comment(anna).inputValue()).toBe('Перенос занятия');
      await anna.click('Сохранить');
      await anna.sees('Прием звонков разрешен');
      await expectLast(anna, { comment: 'Перенос занятия', end: { reason: 'completed', by: 'caller' } });
    });

    test('«Отклонить» ends it, «Отмена» leads back', async () => {
      const { anna, caller } = await world.talking();
      await hears(caller.page);
      await anna.click('Отклонить');
      await anna.sees('Разговор с клиентом завершен');
      await until(caller.isOver, 'the end at the caller');
      await anna.click('Отмена');
      await anna.sees('Прием звонков разрешен');
      expect(await lastCall(anna)).toMatchObject({ end: { reason: 'completed', by: 'operator' } });
    });

    test('mute and hold silence the operator, and the page says so', async () => {
      const { anna, caller } = await world.talking();
      await hears(caller.page);
      await anna.click('Выключить микрофон');
      await hearsNothing(caller.page);
      await anna.click('Включить микрофон');
      await hears(caller.page);
      await anna.click('Удержать');
      await anna.page.getByText('Звонок на удержании, клиент вас не слышит').waitFor();
      await anna.click('Снять с удержания');
      await hears(caller.page);
    });
  });

  describe('while it rings', () => {
    test('R1 «Отклонить» passes the call to the next operator, who hears the caller', async () => {
      const boris = await world.operator('op2');
      const { anna, caller } = await world.ringing();
      await boris.takeCalls();
      await anna.click('Отклонить');
      await boris.sees('Входящий звонок');
      await boris.click('Ответить');
      await Promise.all([hears(boris.page), hears(caller.page)]);
      await anna.sees('Прием звонков разрешен');
    });

    test('R3 dropping ends the caller’s call and leaves the operator free', async () => {
      const { anna, caller } = await world.ringing();
      await anna.click('Как отклонить');
      await anna.page.getByRole('menuitem', { name: 'Сбросить звонок' }).click();
      await until(caller.isOver, 'the end at the caller');
      await anna.sees('Прием звонков разрешен');
      expect(await lastCall(anna)).toMatchObject({ end: { reason: 'dropped', by: 'operator' } });
    });

    test('R8 the caller hangs up: nobody is left ringing', async () => {
      const { anna, caller } = await world.ringing();
      await caller.hangUp();
      await anna.sees('Прием звонков разрешен');
      await anna.page.getByText('Клиент положил трубку').waitFor();
    });
  });
}

/** Sound comes in, on a busy machine a little later. */
export function hears(page: Page): Promise<void> {
  return hearsSomething(page, 30_000);
}

export function comment({ page }: OperatorPage) {
  return page.getByRole('textbox', { name: 'Комментарий' });
}

/** As the journal has it in the end: what is saved goes out after the page has closed the wrap-up. */
export async function expectLast(operator: OperatorPage, wanted: object): Promise<void> {
  await expect.poll(() => lastCall(operator), { timeout: 20_000 }).toMatchObject(wanted);
}

interface Listed { comment: string | null; end: { reason: string; by: string } | null }

/** What the journal says of the operator's last call, once it has its end. */
export async function lastCall({ page }: OperatorPage): Promise<Listed> {
  let call: Listed | undefined;
  await until(async () => {
    const answer = await page.evaluate(async () => (await fetch('/api/calls?scope=all&limit=1')).json() as Promise<{ items: Listed[] }>);
    call = answer.items[0];
    return call?.end != null;
  }, 'the end of the call in the journal', 20_000);
  if (!call) throw new Error('The journal has no call.');
  return call;
}
