import type { Browser, BrowserContext, Page } from 'playwright-core';
import { watchAudio } from '../support/audio';
import type { Evidence } from '../support/evidence';
import type { Stack } from './stack';

/** A machine that does ten things at once is slow; a page that hangs is told from it by this. */
export const PATIENCE_MS = 30_000;

/** An operator at the built page, in a browser profile of his own. */
export interface OperatorPage {
  page: Page;
  context: BrowserContext;
  /** The connection line as it stands. */
  line(): Promise<string>;
  /** Waits until the line is exactly this. */
  sees(text: string, limitMs?: number): Promise<void>;
  button(name: string): ReturnType<Page['getByRole']>;
  click(name: string): Promise<void>;
  /** Signed in and «Прием звонков разрешен». */
  takeCalls(): Promise<void>;
  close(): Promise<void>;
}

export interface Opening {
  operator: string;
  /** Runs before the page loads. */
  prepare?: (page: Page) => Promise<void>;
  evidence?: Evidence;
}

export async function openOperator(browser: Browser, stack: Stack, { operator, prepare = watchAudio, evidence }: Opening): Promise<OperatorPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  context.setDefaultTimeout(PATIENCE_MS);
  evidence?.watch(context, operator);
  await context.grantPermissions(['microphone', 'notifications', 'clipboard-read', 'clipboard-write'], { origin: stack.desk.url });
  const page = await context.newPage();
  await prepare(page);
  page.on('pageerror', (error) => process.stderr.write(`${operator}: ${error.stack ?? error.message}\n`));
  await page.goto(await stack.desk.signInLink(operator));
  return operatorAt(page, context);
}

/** The clock of this operator's machine shows another time. */
export function clockAhead(ms: number): NonNullable<Opening['prepare']> {
  return async (page) => {
    await watchAudio(page);
    await page.addInitScript((aheadMs) => {
      const { Date } = window;
      window.Date = class extends Date {
        constructor(...args: [] | [number]) {
          super(...(args.length === 0 ? [Date.now() + aheadMs] as const : args));
        }
        static override now() {
          return Date.now() + aheadMs;
        }
      } as DateConstructor;
    }, ms);
  };
}

/** Another tab of the same operator in the same browser. */
export async function anotherTab({ context }: OperatorPage, stack: Stack): Promise<OperatorPage> {
  const page = await context.newPage();
  await page.goto(stack.desk.url);
  return operatorAt(page, context);
}

function operatorAt(page: Page, context: BrowserContext): OperatorPage {
  const status = page.locator('.status .line');
  const operator: OperatorPage = {
    page,
    context,
    line: async () => (await status.textContent()) ?? '',
    sees: async (text, limitMs = PATIENCE_MS) => {
      await page.locator('.status .line', { hasText: exactly(text) }).waitFor({ timeout: limitMs }).catch(async (error: unknown) => {
        throw new Error(`Expected the line «${text}», got «${(await status.textContent().catch(() => null)) ?? 'no page'}».`, { cause: error });
      });
    },
    button: (name) => page.getByRole('button', { name, exact: true }),
    click: (name) => operator.button(name).click(),
    takeCalls: async () => {
      const wrapUp = operator.button('Отмена');
      const off = page.locator('.line', { hasText: exactly('Прием звонков отключен') });
      await off.or(wrapUp).first().waitFor();
      // A test before may have left a wrap-up open: it is there again, as it should be.
      if (await wrapUp.isVisible()) await wrapUp.click();
      await operator.sees('Прием звонков отключен');
      await operator.click('Включить прием звонков');
      await operator.sees('Прием звонков разрешен');
    },
    close: () => context.close(),
  };
  return operator;
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
