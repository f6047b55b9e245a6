import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watchAudio, until } from './audio';
import { openPage } from './browser';

const sdkFile = path.resolve('node_modules/voximplant-websdk/voximplant.min.js');

/** One event of the SDK as plain data. */
export interface SdkEvent {
  name: string;
  /** Number of the call in the order the page got to know it, from 0. */
  call?: number;
  [field: string]: unknown;
}

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

export async function openSdkPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<SdkPage> {
  const page = await openPage(browser, options);
  await watchAudio(page);
  await page.goto(`${origin}/sdk/`);
  await page.addScriptTag({ content: readFileSync(sdkFile, 'utf8') });
  await page.evaluate(installHelpers);
  const run = (name: string, ...args: unknown[]) =>
    page.evaluate(([method, values]) => (window as unknown as SdkWindow).vox.run(method, values), [name, args] as const);
  const events = () => page.evaluate(() => (window as unknown as SdkWindow).vox.events);
  const taken = new Map<string, number>();
  return {
    page,
    events,
    run,
    call: (index, method, ...args) => run('call', index, method, ...args),
    async next(name, limitMs = 10_000) {
      const seen = taken.get(name) ?? 0;
      let found: SdkEvent | undefined;
      const look = async () => (found = (await events()).filter((event) => event.name === name)[seen]) !== undefined;
      await until(look, `the event ${name}`, limitMs).catch(async (error: Error) => {
        throw new Error(`${error.message} Came instead: ${JSON.stringify(await events())}`);
      });
      taken.set(name, seen + 1);
      return found ?? { name };
    },
    close: () => page.context().close(),
  };
}

interface SdkWindow {
  vox: { events: SdkEvent[]; run(name: string, args: readonly unknown[]): Promise<unknown> };
}

/** Runs inside the page: nothing of this file exists there. */
function installHelpers(): void {
  interface SdkObject {
    on(event: string, fn: (event: Record<string, unknown>) => void): void;
    [method: string]: unknown;
  }
  const { VoxImplant } = window as unknown as {
    VoxImplant: { getInstance(): SdkObject; Events: Record<string, string>; CallEvents: Record<string, string> };
  };
  const sdk = VoxImplant.getInstance();
  const events: SdkEvent[] = [];
  const calls: SdkObject[] = [];
  const plain = (event: Record<string, unknown>): Record<string, unknown> => JSON.parse(JSON.stringify(event, (key, value: unknown) =>
    ['call', 'client', 'endpoint', 'element', 'stream', 'mediaRenderer'].includes(key) ? undefined : value)) as Record<string, unknown>;
  const follow = (call: SdkObject): number => {
    const index = calls.push(call) - 1;
    for (const [label, name] of Object.entries(VoxImplant.CallEvents)) {
      call.on(name, (event) => {
        events.push({ ...plain(event), name: label, call: index });
      });
    }
    return index;
  };
  for (const [label, name] of Object.entries(VoxImplant.Events)) {
    sdk.on(name, (event) => {
      const call = event['call'] as SdkObject | undefined;
      const facts = call && {
        call: follow(call), number: (call['number'] as () => string)(), displayName: (call['displayName'] as () => string)(),
      };
      events.push({ ...plain(event), name: label, ...facts });
    });
  }
  const own: Record<string, (...args: never[]) => unknown> = {
    place: (settings: unknown) => follow((sdk['call'] as (settings: unknown) => SdkObject).call(sdk, settings)),
    call: (index: number, method: string, ...args: unknown[]) => {
      const call = calls[index];
      return (call?.[method] as (...args: unknown[]) => unknown).apply(call, args);
    },
    transfer: (one: number, other: number) => (sdk['transferCall'] as (...args: unknown[]) => void).call(sdk, calls[one], calls[other]),
  };
  const run = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      const method = own[name] ?? (sdk[name] as (...args: unknown[]) => unknown);
      const result: unknown = await (method as (...args: unknown[]) => unknown).apply(sdk, [...args]);
      return typeof result === 'object' && result !== null ? plain(result as Record<string, unknown>) : result;
    } catch (error) {
      return { rejected: error instanceof Error ? { message: error.message } : plain({ error })['error'] };
    }
  };
  Object.assign(window, { vox: { events, run, sdk, calls } });
}
