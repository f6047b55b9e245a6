import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch } from '../support/browser';
import { PATIENCE_MS } from './operator-page';
import { openStack, type Stack } from './stack';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Somebody's ERP: another origin, its own styles, one script tag, `getToken`. */
const page = (desk: string) => `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>ERP</title>
<style>* { color: rgb(255, 0, 0) !important; } button { font-size: 40px; }</style>
<script type="module" src="${desk}/vox-incoming.js"></script></head>
<body><main><h1>ERP</h1><button>ERP</button><vox-incoming></vox-incoming></main>
<script>document.querySelector('vox-incoming').getToken = () => window.giveToken();</script></body></html>`;

let browser: Browser;
let stack: Stack;
let erp: Server;
let origin: string;
beforeAll(async () => {
  erp = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page(stack.desk.url)));
  await new Promise<void>((done) => { erp.listen(0, '127.0.0.1', done); });
  origin = `http://localhost:${(erp.address() as AddressInfo).port}`;
  const change: Parameters<typeof openStack>[0]['change'] = (config) => {
    for (const franchise of Object.values(config.franchises)) franchise.desk = { ...franchise.desk, origins: [origin] };
  };
  [stack, browser] = await Promise.all([openStack({ engine: 'smartqueue', change }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await stack.close();
  erp.close();
});

async function openErp() {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.grantPermissions(['microphone', 'notifications'], { origin });
  const opened = await context.newPage();
  await opened.exposeFunction('giveToken', async () => (await stack.desk.signInLink('op1')).split('#token=')[1]);
  await opened.goto(origin);
  return opened;
}

describe('<vox-incoming> in an ERP of another origin', () => {
  test('signs in by getToken and takes calls; no style leaks in or out', async () => {
    const opened = await openErp();
    await opened.getByText('Прием звонков отключен').waitFor();
    await opened.getByRole('button', { name: 'Включить прием звонков' }).click();
    await opened.getByText('Прием звонков разрешен').waitFor();
    const sizes = await opened.locator('button').evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).fontSize));
    expect(sizes[0]).toBe('40px');
    expect(sizes.slice(1)).not.toContain('40px');
    const colour = await opened.locator('.line').evaluate((line) => getComputedStyle(line).color);
    expect(colour).not.toBe('rgb(255, 0, 0)');
    expect(await opened.evaluate(() => document.styleSheets.length)).toBe(1);
    await opened.context().close();
  });
});
