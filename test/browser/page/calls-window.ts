import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hearsNothing, hearsSomething, soundSince, until } from '../support/audio';
import { expectLast } from './calls';
import { openErp, type ErpSite } from './embed';
import { PATIENCE_MS } from './operator-page';
import type { PageWorld } from './world';

const TIMES = 10;
/** So much of the sound may be on its way, or late, at either end of what is measured. */
const ON_ITS_WAY_MS = 400;

/** A host's pages with `window="own"`, the calls window that one of them opened, and intake on in it. */
async function withWindow(world: PageWorld, site: ErpSite): Promise<{ erp: Page; window: Page; context: BrowserContext }> {
  const erp = await openErp(world, site, `${site.origin}/own/0`);
  const context = erp.context();
  const window = await openWindow(erp);
  await window.getByRole('button', { name: 'Включить прием звонков' }).click();
  await sees(window, 'Прием звонков разрешен');
  await sees(erp, 'Прием звонков разрешен');
  return { erp, window, context };
}

async function openWindow(erp: Page): Promise<Page> {
  const [window] = await Promise.all([erp.context().waitForEvent('page'), press(erp, 'Открыть окно звонков')]);
  window.on('pageerror', (error) => process.stderr.write(`calls window: ${error.stack ?? error.message}\n`));
  await sees(window, 'Прием звонков отключен');
  expect(window.url()).toMatch(/#\/window$/);
  return window;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function sees(page: Page, line: string): Promise<void> {
  const status = page.locator('.status .line');
  await until(async () => (await status.textContent().catch(() => null)) === line, `the line «${line}»`, PATIENCE_MS)
    .catch(async (cause: unknown) => { throw new Error(`Expected «${line}», got «${await status.textContent({ timeout: 100 }).catch(() => 'no page')}».`, { cause }); });
}

/** A caller rings, and the operator answers on this page. */
async function answeredOn(erp: Page, world: PageWorld) {
  const caller = await world.caller();
  await caller.call();
  await sees(erp, 'Входящий звонок');
  await press(erp, 'Ответить');
  return caller;
}

export function describeCallsWindow(world: PageWorld, site: ErpSite): void {
  describe('R94 the call outlives the page', () => {
    test('ten navigations in a talk leave no gap in the sound, and each new page shows the talk', async () => {
      const { erp, window } = await withWindow(world, site);
      const caller = await answeredOn(erp, world);
      await sees(erp, 'Разговор с клиентом');
      await Promise.all([hearsSomething(window), hearsSomething(caller.page)]);

      const sounds = await Promise.all([soundSince(window), soundSince(caller.page)]);
      const shownMs: number[] = [];
      for (let visit = 1; visit <= TIMES; visit += 1) {
        await erp.goto(`${site.origin}/own/${visit}`);
        await sees(erp, 'Разговор с клиентом');
        shownMs.push(await erp.evaluate(() => performance.now()));
        await Promise.all([hearsSomething(window), hearsSomething(caller.page)]);
      }
      const [atOperator, atCaller] = await Promise.all(sounds.map((read) => read()));
      process.stdout.write(`ten navigations: ${JSON.stringify({ atOperator, atCaller, shownMs: shownMs.map(Math.round) })}\n`);
      for (const sound of [atOperator, atCaller]) {
        expect(sound?.connections).toBe(1);
        expect(sound?.missingMs).toBeLessThan(ON_ITS_WAY_MS);
      }
      expect(Math.min(...shownMs)).toBeLessThan(1_000);
      await caller.hangUp();
      await sees(erp, 'Разговор с клиентом завершен');
      await press(erp, 'Отмена');
      await sees(window, 'Прием звонков разрешен');
    });

    test('any page of the operator mutes, holds, ends, writes and saves through the window', async () => {
      const { erp, window, context } = await withWindow(world, site);
      const other = await context.newPage();
      await other.goto(`${site.origin}/own/other`);
      const plain = await world.operator('op1');
      await plain.sees('Прием звонков разрешен');
      const caller = await world.caller();
      await caller.call('+79161234567');
      await sees(other, 'Входящий звонок');
      await press(other, 'Ответить');
      await hearsSomething(window);
      await press(other, 'Выключить микрофон');
      await hearsNothing(caller.page);
      await sees(erp, 'Разговор с клиентом');
      await press(erp, 'Включить микрофон');
      await hearsSomething(caller.page);
      await press(other, 'Удержать');
      await hearsNothing(window);
      await press(erp, 'Снять с удержания');
      await hearsSomething(window);

      const text = 'Написано на другой странице';
      await other.locator('textarea').pressSequentially(text);
      // Left with the last letter: the text is in the window, and on the next page.
      await other.goto(`${site.origin}/own/next`);
      await until(async () => await other.locator('textarea').inputValue() === text, 'the text on the next page');
      await plain.click('Отклонить');
      await sees(other, 'Разговор с клиентом завершен');
      await until(async () => await window.locator('textarea').inputValue() === text, 'the text in the window');
      await press(other, 'Сохранить');
      for (const page of [erp, other, window]) await sees(page, 'Прием звонков разрешен');
      await expectLast(plain, { comment: text });
      await other.waitForFunction(() => heard.some(({ name }) => name === 'vox-saved'));
      const told = (await other.evaluate(() => heard)).map(({ name }) => name);
      // Whose number it is, and so which customer is told, depends on the tests before.
      expect(told.filter((name) => name !== 'vox-state' && name !== 'vox-customer')).toEqual(['vox-ended', 'vox-saved']);
      expect((await erp.evaluate(() => heard)).map(({ name }) => name)).toEqual(expect.arrayContaining(['vox-ringing', 'vox-answered', 'vox-saved']));

      await caller.call();
      await sees(other, 'Входящий звонок');
      await press(other, 'Как отклонить');
      await other.getByRole('menuitem', { name: 'Сбросить звонок' }).click();
      await until(caller.isOver, 'the end at the caller');
      await press(erp, 'Отключить входящие звонки');
      await sees(window, 'Прием звонков отключен');
    });

    test('a window that is closed in a talk asks first; then it is said what became of the call, and another one can be opened', async () => {
      const { erp, window } = await withWindow(world, site);
      const caller = await answeredOn(erp, world);
      await hearsSomething(window);
      const asked = window.waitForEvent('dialog');
      await window.close({ runBeforeUnload: true });
      await (await asked).accept();
      await erp.getByText('Окно звонков закрылось во время звонка').waitFor();
      await sees(erp, 'Прием звонков отключен');
      expect(await caller.isOver()).toBe(false);
      const [again] = await Promise.all([erp.context().waitForEvent('page'), press(erp, 'Открыть окно звонков')]);
      await sees(again, 'Разговор с клиентом завершен');
      await sees(erp, 'Разговор с клиентом завершен');
      await press(erp, 'Отмена');
      await sees(again, 'Прием звонков отключен');
      await caller.leave();
    });

    test('a window that the browser blocks is said, with what to do', async () => {
      const erp = await openErp(world, site, `${site.origin}/own/0`);
      await erp.evaluate(() => { window.open = () => null; });
      await press(erp, 'Открыть окно звонков');
      await erp.getByText('Разрешите этой странице всплывающие окна').waitFor();
      onTestFinished(() => erp.close());
    });
  });
}

interface Told { name: string; detail: Record<string, unknown> }
declare const heard: Told[];
