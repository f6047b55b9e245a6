import type { Browser, Page } from 'playwright-core';
import { until, watchAudio } from '../support/audio';
import type { Evidence } from '../support/evidence';
import { PATIENCE_MS } from './operator-page';
import { NUMBER, type Stack } from './stack';

/** A caller's telephone in a browser: real sound both ways. */
export interface CallerPage {
  page: Page;
  call(from?: string, to?: string): Promise<void>;
  hangUp(): Promise<void>;
  isOver: () => Promise<boolean>;
  /** Hangs up unless the other side was quicker. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export async function openCaller(browser: Browser, stack: Stack, evidence?: Evidence): Promise<CallerPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU', permissions: ['microphone'] });
  context.setDefaultTimeout(PATIENCE_MS);
  evidence?.watch(context, 'caller');
  const page = await context.newPage();
  await watchAudio(page);
  await page.goto(stack.gateway.phoneUrl);
  const isOver = async () => (await page.getByRole('status').innerText()).includes('Звонок окончен');
  const hangUp = page.getByRole('button', { name: 'Положить трубку' });
  return {
    page,
    call: async (from = '+79161234567', to = NUMBER) => {
      await page.getByLabel('Звоню с номера').fill(from);
      await page.getByLabel('Набираю номер').fill(`+${to}`);
      await page.getByRole('button', { name: 'Позвонить' }).click();
      await hangUp.waitFor();
    },
    hangUp: () => hangUp.click(),
    isOver,
    leave: () => until(async () => {
      if (await hangUp.isVisible()) await hangUp.click({ timeout: 1_000 }).catch(() => undefined);
      return isOver();
    }, 'the end at the caller'),
    close: () => context.close(),
  };
}
