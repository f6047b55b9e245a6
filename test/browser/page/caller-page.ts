import type { Browser, Page } from 'playwright-core';
import { watchAudio } from '../support/audio';
import { PATIENCE_MS } from './operator-page';
import { NUMBER, type Stack } from './stack';

/** A caller's telephone in a browser: real sound both ways. */
export interface CallerPage {
  page: Page;
  call(from?: string): Promise<void>;
  hangUp(): Promise<void>;
  state(): Promise<string>;
  close(): Promise<void>;
}

export async function openCaller(browser: Browser, stack: Stack): Promise<CallerPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU', permissions: ['microphone'] });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await watchAudio(page);
  await page.goto(stack.gateway.phoneUrl);
  return {
    page,
    call: async (from = '+79161234567') => {
      await page.getByLabel('Звоню с номера').fill(from);
      await page.getByLabel('Набираю номер').fill(`+${NUMBER}`);
      await page.getByRole('button', { name: 'Позвонить' }).click();
    },
    hangUp: () => page.getByRole('button', { name: 'Положить трубку' }).click(),
    state: () => page.getByRole('status').innerText(),
    close: () => context.close(),
  };
}
