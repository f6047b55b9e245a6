import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watchAudio } from './audio';
import { openPage } from './browser';
import type { Evidence } from './evidence';
import { installSdkHelpers, type SdkEvent, type SdkWindow } from './sdk-helpers';

const sdkFile = path.resolve('node_modules/voximplant-websdk/voximplant.min.js');

export type { SdkEvent };

/** A page with the unmodified Web SDK and nothing else. */
export interface SdkPage {
  page: Page;
  events(): Promise<SdkEvent[]>;
  /** The first event of this name that was not taken yet; waits for it. */
  next(name: string, limitMs?: number): Promise<SdkEvent>;
  /** Runs a function of `window.vox`, see sdk-helpers.ts; what is thrown comes as `{rejected}`. */
  run(name: string, ...args: unknown[]): Promise<unknown>;
  /** A method of the n-th call. */
  call(index: number, method: string, ...args: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * An empty page on a gateway's own host and port; hand it over as `rest.request`. A page that the
 * test harness makes up counts as a public one, and may not connect to this machine.
 */
export function serveEmptyPage(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Web SDK</title>');
}

export interface SdkPageOptions extends BrowserContextOptions {
  /** Runs before the page loads. */
  prepare?: (page: Page) => Promise<void>;
  evidence?: Evidence;
}

export async function openSdkPage(browser: Browser, origin: string, { prepare = watchAudio, evidence, ...options }: SdkPageOptions = {}): Promise<SdkPage> {
  const page = await openPage(browser, options);
  evidence?.watch(page.context(), 'page');
  await prepare(page);
  await page.goto(`${origin}/sdk/`);
  await page.addScriptTag({ content: readFileSync(sdkFile, 'utf8') });
  await page.evaluate(installSdkHelpers);
  const run = (name: string, ...args: unknown[]) =>
    page.evaluate(([method, values]) => (window as unknown as SdkWindow).vox.run(method, values), [name, args] as const);
  const events = () => page.evaluate(() => (window as unknown as SdkWindow).vox.events);
  const taken = new Map<string, number>();
  return {
    page,
    events,
    run,
    call: (index, method, ...args) => run('call', index, method, ...args),
    async next(name, limitMs = 20_000) {
      const nth = taken.get(name) ?? 0;
      taken.set(name, nth + 1);
      const found = await page.evaluate((wanted) => (window as unknown as SdkWindow).vox.wait(wanted), { name, nth, limitMs });
      if (found) return found;
      throw new Error(`Waited ${limitMs} ms for the event ${name}. Came instead: ${JSON.stringify(await events())}`);
    },
    close: () => page.context().close(),
  };
}
