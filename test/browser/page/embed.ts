import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { VoxConfig } from '../../../contracts/config';
import { hearsSomething, watchAudio } from '../support/audio';
import { PATIENCE_MS } from './operator-page';
import type { PageWorld } from './world';

/** Somebody's ERP: another origin, its own styles, one script tag, `getToken`. */
const page = (desk: string, attributes = '') => `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>ERP</title>
<style>* { color: rgb(255, 0, 0) !important; } button { font-size: 40px; }</style>
<script type="module" src="${desk}/vox-incoming.js"></script></head>
<body><main><h1>ERP</h1><button>ERP</button><vox-incoming${attributes}></vox-incoming></main>
<script>
const element = document.querySelector('vox-incoming');
element.getToken = () => window.giveToken();
window.heard = [];
for (const name of ['state', 'ringing', 'answered', 'ended', 'customer', 'saved', 'open-customer', 'create-customer']) {
  document.addEventListener('vox-' + name, (event) => window.heard.push({ name: event.type, detail: event.detail }));
}
</script></body></html>`;

/** The same page in a frame of another page that does not pass the microphone on. */
const framed = (origin: string) => `<!doctype html><title>Around</title><iframe src="${origin}" style="width: 100%; height: 900px"></iframe>`;

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
  const server = createServer(({ url }, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8')
      .end(url === '/framed' ? framed(site.origin) : page(site.deskUrl, url?.startsWith('/own') ? ' window="own"' : '')));
  beforeAll(async () => {
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    // Another site than the desk's: its cookies are third-party ones here.
    site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => { server.close(); });
  return site;
}

/** A page of the host: at its root unless told otherwise. */
export async function openErp({ browser, stack, evidence }: PageWorld, site: ErpSite, address = site.origin): Promise<Page> {
  site.deskUrl = stack.desk.url;
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE_MS);
  for (const origin of [site.origin, stack.desk.url]) await context.grantPermissions(['microphone', 'notifications'], { origin });
  evidence.watch(context, 'ERP');
  await watchAudio(context);
  // Of every page of this host, however often one is left.
  await context.exposeFunction('giveToken', async () => (await stack.desk.signInLink('op1')).split('#token=')[1]);
  const opened = await context.newPage();
  const protocol = await context.newCDPSession(opened);
  await protocol.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true });
  await opened.goto(address);
  return opened;
}

export function describeEmbedding(world: PageWorld, site: ErpSite): void {
  describe('<vox-incoming> in an ERP of another origin', () => {
    test('signs in by getToken and takes calls; no style leaks in or out', async () => {
      const opened = await openErp(world, site);
      await takeCalls(opened);
      const sizes = await opened.locator('button').evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).fontSize));
      expect(sizes[0]).toBe('40px');
      expect(sizes.slice(1)).not.toContain('40px');
      const colour = await opened.locator('.line').evaluate((line) => getComputedStyle(line).color);
      expect(colour).not.toBe('rgb(255, 0, 0)');
      expect(await opened.evaluate(() => document.styleSheets.length)).toBe(1);
    });

    test('A4 R57 a call: the found customer opens, a new one gets number and call, the ERP hears of it in order', async () => {
      const opened = await openErp(world, site);
      const caller = await world.caller();
      await takeCalls(opened);
      await opened.evaluate(() => { heard.length = 0; });
      await caller.call();
      // The list of missed calls may have others of theirs.
      const found = opened.locator('.customers').getByRole('link', { name: 'Иванова Мария Петровна' });
      await found.waitFor();
      await opened.getByRole('button', { name: 'Ответить', exact: true }).click();
      await hearsSomething(opened);

      const customer = await popup(opened, () => found.click());
      await customer.getByRole('heading', { name: 'Иванова Мария Петровна' }).waitFor();
      expect(customer.url()).not.toContain('ticket');
      await customer.reload();
      await customer.getByRole('heading', { name: 'Иванова Мария Петровна' }).waitFor();

      await caller.hangUp();
      const form = await popup(opened, () => opened.getByRole('button', { name: 'Сохранить звонок и создать клиента' }).click());
      expect(await form.getByLabel('Номер телефона').inputValue()).toBe('+79161234567');
      await form.getByLabel('Имя').fill('Иванова-младшая Анна');
      await form.getByRole('button', { name: 'Сохранить' }).click();
      await form.getByText('Сохранено').waitFor();
      expect(await form.getByRole('region', { name: 'Звонки' }).getByRole('listitem').count()).toBe(1);

      await opened.waitForFunction(() => heard.some(({ name }) => name === 'vox-saved'));
      const told = await opened.evaluate(() => heard);
      expect(told.map(({ name }) => name).filter((name) => name !== 'vox-state')).toEqual([
        'vox-ringing', 'vox-customer', 'vox-answered', 'vox-open-customer', 'vox-ended', 'vox-create-customer', 'vox-saved']);
      expect(told.filter(({ name }) => name === 'vox-state').map(({ detail }) => detail['state'])).toEqual(['ringing', 'talking', 'wrap-up', 'on']);
      expect(told.find(({ name }) => name === 'vox-customer')?.detail).toMatchObject({ direction: 'in', customer: { name: 'Иванова Мария Петровна' } });
      await leavesToErp(opened);
      expect(await opened.context().cookies()).toEqual([]);
    });

    test('R58 a page that no franchise lets in, and one whose frame keeps the microphone, say so', async () => {
      const refused = await openErp(world, site, site.origin.replace('127.0.0.1', 'localhost'));
      await refused.getByText('Прием приостановлен: сервер телефонии не пускает эту страницу').waitFor();
      await refused.getByText(`добавьте ${new URL(refused.url()).origin} в desk.origins`).waitFor();
      await refused.context().close();
      const around = await openErp(world, site, `${site.origin.replace('127.0.0.1', 'localhost')}/framed`);
      const frame = around.frameLocator('iframe');
      await frame.getByRole('button', { name: 'Включить прием звонков' }).click();
      await frame.getByText('тегу iframe нужен allow="microphone"').waitFor();
    });
  });
}

interface Told { name: string; detail: Record<string, unknown> }
declare const heard: Told[];

async function takeCalls(opened: Page): Promise<void> {
  await opened.getByText('Прием звонков отключен').waitFor();
  await opened.getByRole('button', { name: 'Включить прием звонков' }).click();
  await opened.getByText('Прием звонков разрешен').waitFor();
}

async function popup(opened: Page, click: () => Promise<void>): Promise<Page> {
  const [page] = await Promise.all([opened.context().waitForEvent('page'), click()]);
  return page;
}

/** The ERP shows customers itself and wants one section less. */
async function leavesToErp(opened: Page): Promise<void> {
  const opens = await opened.evaluate(() => {
    const element = document.querySelector('vox-incoming') as HTMLElement & { open(section: string): boolean; call(number: string): boolean };
    element.addEventListener('vox-open-customer', (event) => event.preventDefault());
    element.setAttribute('hide', 'numbers');
    return [element.open('numbers'), element.open('nonsense'), element.open('calls')];
  });
  expect(opens).toEqual([false, false, true]);
  const pages = opened.context().pages().length;
  await opened.getByRole('link', { name: 'Иванова-младшая Анна' }).click();
  await opened.waitForFunction(() => heard.at(-1)?.name === 'vox-open-customer');
  expect(opened.context().pages()).toHaveLength(pages);
  expect(await opened.getByRole('navigation').getByRole('button').allInnerTexts()).not.toContain('Номера');
}
