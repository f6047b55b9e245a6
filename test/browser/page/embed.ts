import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../../contracts/config';
import { PATIENCE_MS } from './operator-page';
import type { PageWorld } from './world';

/** Somebody's ERP: another origin, its own styles, one script tag, `getToken`. */
const page = (desk: string) => `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>ERP</title>
<style>* { color: rgb(255, 0, 0) !important; } button { font-size: 40px; }</style>
<script type="module" src="${desk}/vox-incoming.js"></script></head>
<body><main><h1>ERP</h1><button>ERP</button><vox-incoming></vox-incoming></main>
<script>document.querySelector('vox-incoming').getToken = () => window.giveToken();</script></body></html>`;

export interface ErpSite {
  /** Let in by the desk of every franchise; for `useWorld`. */
  admit(config: VoxConfig): void;
  origin: string;
  /** Of the desk whose script its page loads. */
  deskUrl: string;
}

/** The ERP's web server, up before the desk that is to let it in. */
export function useErpSite(): ErpSite {
  const site: ErpSite = {
    origin: '', deskUrl: '',
    admit(config) {
      for (const franchise of Object.values(config.franchises)) franchise.desk = { ...franchise.desk, origins: [site.origin] };
    },
  };
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page(site.deskUrl)));
  beforeAll(async () => {
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    site.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => { server.close(); });
  return site;
}

async function openErp({ browser, stack }: PageWorld, site: ErpSite) {
  site.deskUrl = stack.desk.url;
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.grantPermissions(['microphone', 'notifications'], { origin: site.origin });
  const opened = await context.newPage();
  await opened.exposeFunction('giveToken', async () => (await stack.desk.signInLink('op1')).split('#token=')[1]);
  await opened.goto(site.origin);
  return opened;
}

export function describeEmbedding(world: PageWorld, site: ErpSite): void {
  describe('<vox-incoming> in an ERP of another origin', () => {
    test('signs in by getToken and takes calls; no style leaks in or out', async () => {
      const opened = await openErp(world, site);
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
}
