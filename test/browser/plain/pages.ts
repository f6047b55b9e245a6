import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../../emulator/gateway/open-browser';
import { until } from '../support/audio';

/** A page of either browser; both drivers know these by the same names. */
interface DrivenPage {
  goto(url: string): Promise<unknown>;
  evaluate<R>(run: (argument: string) => R | Promise<R>, argument: string): Promise<R>;
  evaluateHandle(run: (argument: string) => Element | undefined, argument: string): Promise<{ asElement(): { click(): Promise<void> } | null }>;
}

/** A browser as a user has it, with its energies. */
export interface PlainPage {
  goto(url: string): Promise<unknown>;
  press(button: string): Promise<void>;
  /** Waits until the page says so, anywhere on it. */
  sees(text: string): Promise<void>;
  text(): Promise<string>;
  /** What came in during each of so many seconds. */
  energies(seconds: number): Promise<number[]>;
}

export interface PlainBrowser { newPage(): Promise<PlainPage>; close(): Promise<void> }

/** Chromium without any flag but those of a microphone that a machine without one needs, and of root. */
export async function openChromium(): Promise<PlainBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'chromium-'));
  const executablePath = findBrowser(process.env, process.platform);
  if (executablePath === undefined) throw new Error('No Chromium found; install Debian’s package `chromium`.');
  const browser = await chromium.launch({
    executablePath, ignoreDefaultArgs: true,
    args: [
      '--headless', '--no-sandbox', '--remote-debugging-pipe', `--user-data-dir=${profile}`,
      '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', 'about:blank',
    ],
  });
  return {
    async newPage() {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU', permissions: ['microphone', 'notifications'] });
      const page = await context.newPage();
      await page.addInitScript(keepConnections);
      return plainPage(page);
    },
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Firefox with a microphone that makes a tone. */
export async function openFirefox(): Promise<PlainBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', acceptInsecureCerts: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true, 'permissions.default.desktop-notification': 1,
      'intl.accept_languages': 'ru-RU, ru',
    },
  });
  return {
    async newPage() {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.evaluateOnNewDocument(keepConnections);
      return plainPage(page);
    },
    close: () => browser.close(),
  };
}

function plainPage(page: DrivenPage): PlainPage {
  const text = () => page.evaluate(allText, '');
  return {
    goto: (url) => page.goto(url),
    text,
    async press(name) {
      const found = async () => (await page.evaluateHandle(buttonNamed, name)).asElement();
      await until(async () => await found() !== null, `the button «${name}»`);
      await (await found())?.click();
    },
    sees: (wanted) => until(async () => (await text()).includes(wanted), `«${wanted}» at the page`, 40_000)
      .catch(async (cause: unknown) => { throw new Error(`Expected «${wanted}», the page says: ${await text()}`, { cause }); }),
    energies: (seconds) => page.evaluate(energiesOf, String(seconds)),
  };
}

/* What follows runs in the page: nothing of this file exists there. */

function keepConnections(): void {
  const Original = window.RTCPeerConnection;
  const kept: RTCPeerConnection[] = [];
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.push(this);
    }
  };
  Object.assign(window, { peerConnections: kept });
}

function allText(): string {
  const dialog = document.querySelector('vox-incoming')?.shadowRoot?.querySelector('section');
  return (dialog ?? document.body).innerText;
}

function buttonNamed(name: string): Element | undefined {
  const root = document.querySelector('vox-incoming')?.shadowRoot ?? document;
  return [...root.querySelectorAll('button')].find((button) => button.textContent?.trim() === name && !button.disabled);
}

async function energiesOf(seconds: string): Promise<number[]> {
  const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
  const heard = async () => {
    let energy = 0;
    for (const connection of peerConnections) {
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['kind'] === 'audio' && report['type'] === 'inbound-rtp') energy += Number(report['totalAudioEnergy'] ?? 0);
      }
    }
    return energy;
  };
  const energies: number[] = [];
  let before = await heard();
  for (let second = 0; second < Number(seconds); second += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    const now = await heard();
    energies.push(now - before);
    before = now;
  }
  return energies;
}
