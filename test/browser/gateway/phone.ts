import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hearsNothing, hearsSomething, watchAudio } from '../support/audio';
import { openPage } from '../support/browser';
import { useGateway } from './suite';

const suite = useGateway();

async function phonePage(): Promise<Page> {
  const page = await openPage(suite.browser);
  await watchAudio(page);
  await page.goto(suite.world.gateway.phoneUrl);
  return page;
}

const caller = (page: Page, place: number) => page.getByRole('region', { name: `Звонящий ${place}` });
const state = (page: Page, place = 1) => caller(page, place).getByRole('status');

async function dial(page: Page, place = 1): Promise<void> {
  await caller(page, place).getByRole('button', { name: 'Позвонить' }).click();
}

describe('the caller’s phone', () => {
  it('knows the number to dial, is greeted, hears music, then talks with the operator', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    const phone = await phonePage();
    await expect.poll(() => phone.getByLabel('Набираю номер').inputValue()).toBe('+74951234567');
    await dial(phone);
    await hearsSomething(phone);
    expect(await anna.next('IncomingCall')).toMatchObject({ number: '79161234567' });
    await anna.call(0, 'answer');
    await anna.next('Connected');
    await Promise.all([hearsSomething(phone), hearsSomething(anna.page)]);
    expect(await state(phone).innerText()).toContain('Разговор');
    await anna.call(0, 'hangup');
    await expect.poll(() => state(phone).innerText()).toContain('Звонок окончен');
    await phone.context().close();
  });

  it('hangs up: the operator’s page is told; a muted microphone is silence', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    const phone = await phonePage();
    await dial(phone);
    await anna.next('IncomingCall');
    await anna.call(0, 'answer');
    await hearsSomething(anna.page);
    await caller(phone, 1).getByRole('button', { name: 'Выключить микрофон' }).click();
    await hearsNothing(anna.page);
    await caller(phone, 1).getByRole('button', { name: 'Положить трубку' }).click();
    await anna.next('Disconnected');
    await phone.context().close();
  });

  it('calls as several callers side by side', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    const phone = await phonePage();
    await phone.getByRole('button', { name: 'Ещё один звонящий' }).click();
    await dial(phone, 1);
    await dial(phone, 2);
    const numbers = [await anna.next('IncomingCall'), await anna.next('IncomingCall')].map((event) => event['number']);
    expect(numbers.sort()).toEqual(['79161234567', '79267654321']);
    await phone.context().close();
    await Promise.all([anna.next('Disconnected'), anna.next('Disconnected')]);
  });

  it.each([
    ['light, Russian', { colorScheme: 'light', locale: 'ru-RU' }],
    ['dark, English, narrow', { colorScheme: 'dark', locale: 'en-US', viewport: { width: 320, height: 700 } }],
  ] as const)('has nothing for axe to find: %s', async (_, options) => {
    const phone = await openPage(suite.browser, options);
    await phone.goto(suite.world.gateway.phoneUrl);
    await phone.getByRole('region').first().waitFor();
    await phone.addScriptTag({ content: axe.source });
    const found = await phone.evaluate(async () => {
      const { axe: inPage } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string }[] }> } };
      return (await inPage.run()).violations.map(({ id, help }) => `${id}: ${help}`);
    });
    expect(found).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await phone.context().close();
  });

  it('says why a number leads nowhere, and speaks English', async () => {
    const phone = await phonePage();
    await phone.getByLabel('Набираю номер').fill('+78000000000');
    await dial(phone);
    await expect.poll(() => state(phone).innerText()).toBe('Звонок окончен: номер никуда не ведёт');
    await phone.getByRole('button', { name: 'English' }).click();
    expect(await phone.getByRole('status').innerText()).toBe('Call ended: the number leads nowhere');
    await phone.context().close();
  });
});
