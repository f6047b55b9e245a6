import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findBrowser } from '../../../emulator/gateway/open-browser';

export interface LaunchOptions {
  /** `localhost:PORT` that the vendor's names lead to, for pages that ask the balancer. */
  vendorHost?: string;
  /** A WAV file that the microphone hears, over and over; default: a beep each second. */
  microphone?: string;
}

/**
 * Chromium without a window: a fake microphone that beeps, media on loopback, every
 * certificate accepted, and no name resolved but this machine's.
 */
export function launch(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findBrowser(process.env, process.platform);
  if (executablePath === undefined) throw new Error('No Chromium found; install Debian’s package `chromium`.');
  return chromium.launch({ executablePath, headless: true, args: [...flags, ...microphone(options), `--host-resolver-rules=${names(options)}`] });
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--ignore-certificate-errors',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
];

function microphone({ microphone: file }: LaunchOptions): string[] {
  return file === undefined ? [] : [`--use-file-for-fake-audio-capture=${file}`];
}

function names({ vendorHost }: LaunchOptions): string {
  const vendor = vendorHost?.replace('localhost', '127.0.0.1');
  const mapped = vendor === undefined ? [] : [`MAP *.voximplant.com ${vendor}`, `MAP *.voximplant.ru ${vendor}`];
  return [...mapped, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(',');
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
