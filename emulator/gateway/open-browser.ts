import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface BrowserRequest {
  /** Opened as tabs, the first one in front. */
  urls: readonly string[];
  /** PEM; the browser is told to trust exactly this key. */
  certificate: string;
  /** Folder of the browser's own profile, so that nobody's settings are touched. */
  profile: string;
  /** Where to look for programs; for tests. */
  env?: { PATH?: string | undefined };
  platform?: NodeJS.Platform;
}

/** Either the browser runs, or the one thing to do is said. */
export type BrowserResult = { opened: true; program: string } | { opened: false; advice: string };

/** Opens the pages of `npm start` in a Chromium or Chrome that trusts our certificate. */
export function openBrowser(request: BrowserRequest): BrowserResult {
  const program = findBrowser(request.env ?? process.env, request.platform ?? process.platform);
  if (program === undefined) return { opened: false, advice: adviceWithoutBrowser(request.urls) };
  const browser = spawn(program, browserArguments(request), { detached: true, stdio: 'ignore' });
  // The browser may outlive us, and may not want to start at all: both are no reason to stop.
  browser.on('error', () => {});
  browser.unref();
  return { opened: true, program };
}

/** Flags: websdk-gateway.md sections 9 and 10. Only what media and the certificate need is loosened. */
export function browserArguments({ urls, certificate, profile }: BrowserRequest): string[] {
  return [
    `--user-data-dir=${profile}`,
    `--ignore-certificate-errors-spki-list=${publicKeyHash(certificate)}`,
    '--allow-loopback-in-peer-connection',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...urls,
  ];
}

/** Base64 of the SHA-256 of the certificate's public key, as the browser's flag wants it. */
export function publicKeyHash(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The first Chromium or Chrome on this machine. */
export function findBrowser(env: { PATH?: string | undefined }, platform: NodeJS.Platform): string | undefined {
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = programs.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  return [...onPath, ...(platform === 'darwin' ? macPrograms : [])].find((file) => existsSync(file));
}

function adviceWithoutBrowser(urls: readonly string[]): string {
  const [first = '', ...others] = urls;
  const rest = others.length > 0 ? `, then ${others.join(' and ')}` : '';
  return `No Chromium or Chrome found. Open ${first} in your browser and click once through the certificate warning${rest}.`;
}
