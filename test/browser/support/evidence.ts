import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { RunnerTestCase } from 'vitest';
import type { TraceEvent } from '../../../emulator/platform/trace';
import { FAILURES_VARIABLE } from '../../support/failures';

/** What happened in one world, in one order, and what its pages show; written down where a test fails. */
export interface Evidence {
  note(source: string, text: string): void;
  /** Events of the emulated cloud, the log lines of every call among them. */
  trace: (event: TraceEvent) => void;
  /** Follows all pages of a browser profile: their consoles, their errors, what passes over their sockets. */
  watch(context: BrowserContext, name: string): void;
  /** Saves it where this test failed; to be called while its pages are still open. */
  keep(test: Readonly<RunnerTestCase>): Promise<void>;
  save(name: string): Promise<void>;
}

const LINES_MOST = 50_000;

export function createEvidence(): Evidence {
  const lines: string[] = [];
  const pages = new Map<Page, string>();
  const note = (source: string, text: string) => {
    lines.push(`${new Date().toISOString().slice(11, 23)} ${source.padEnd(10)} ${text.trimEnd()}`);
    if (lines.length > LINES_MOST) lines.splice(0, LINES_MOST / 2);
  };
  const save = async (name: string) => {
    const root = process.env[FAILURES_VARIABLE];
    if (root === undefined) return;
    const folder = path.join(root, name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80));
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'events.log'), `${lines.join('\n')}\n`);
    await Promise.all([...pages].map(([page, name], index) => show(page, path.join(folder, `${index + 1}-${name}`))));
  };
  return {
    note,
    save,
    trace: ({ atMs: _, kind, ...event }) => note('cloud', `${kind} ${JSON.stringify(event)}`),
    watch(context, name) {
      const add = (page: Page) => {
        pages.set(page, name);
        page.on('close', () => pages.delete(page));
        follow(page, (text) => note(name, text));
      };
      context.pages().forEach(add);
      context.on('page', add);
    },
    async keep(test) {
      note('test', `${test.result?.state ?? 'unknown'}: ${test.name}`);
      if (test.result?.state === 'fail') await save(`${path.basename(test.file.name, '.test.ts')} ${test.name}`);
    },
  };
}

/** Signs of life and receipts would hide what passes. */
const NOISE = /"type":"ack"|"name":"__ping"|"type":"pong"/;

function follow(page: Page, say: (text: string) => void): void {
  page.on('console', (message) => say(`console.${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => say(`error ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => say(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('websocket', (socket) => {
    const where = new URL(socket.url()).pathname;
    const frame = (way: string) => ({ payload }: { payload: string | Buffer }) => {
      const text = payload.toString();
      if (!NOISE.test(text)) say(`${where} ${way} ${text}`);
    };
    say(`${where} opened`);
    socket.on('framesent', frame('>'));
    socket.on('framereceived', frame('<'));
    socket.on('socketerror', (error) => say(`${where} ${error}`));
    socket.on('close', () => say(`${where} closed`));
  });
}

/** Text and picture; a page that answers to nothing must not hold up the end of its test. */
async function show(page: Page, file: string): Promise<void> {
  const timeout = 5_000;
  const text = await page.locator('body').ariaSnapshot({ timeout }).catch(String);
  await writeFile(`${file}.txt`, `${page.url().replace(/#.*/, '')}\n${text}\n`);
  await page.screenshot({ path: `${file}.png`, timeout }).catch(() => undefined);
}
