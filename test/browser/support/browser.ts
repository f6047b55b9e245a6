import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findBrowser } from '../../../emulator/gateway/open-browser';
import { launchBrowser, type LaunchOptions } from '../../../scripts/browser/launch';

/** Debian's Chromium without a window. */
export function launch(options: Omit<LaunchOptions, 'program' | 'isShown'> = {}): Promise<Browser> {
  const program = findBrowser(process.env, process.platform);
  if (program === undefined) throw new Error('No Chromium found; install Debian’s package `chromium`.');
  return launchBrowser({ ...options, program });
}

/** A page in a profile of its own, in Russian unless told otherwise; errors of the page go to the test's output. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true, permissions: ['microphone', 'notifications'], locale: 'ru-RU', ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
  return page;
}
