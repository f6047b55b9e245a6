import type { Browser } from 'playwright-core';

export interface LaunchOptions {
  /** Path of a Chromium or Chrome. */
  program: string;
  /** With a window to look at; default: without. */
  isShown?: boolean;
  /** `localhost:PORT` that the vendor's names lead to, for pages that ask the balancer. */
  vendorHost?: string;
  /** A WAV file that the microphone hears, over and over; default: a beep each second. */
  microphone?: string;
  /** Loopback gets no call's media, as in a browser that nobody started for this. */
  isPlain?: boolean;
}

/** Chromium with a fake microphone, media on loopback, every certificate accepted, and no name resolved but this machine's. */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const { program, isShown = false, isPlain = false } = options;
  return chromium.launch({
    executablePath: program, headless: !isShown, args: [...FLAGS, ...(isPlain ? [] : ['--allow-loopback-in-peer-connection']), ...microphone(options), `--host-resolver-rules=${names(options)}`],
  });
}

const FLAGS = [
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
