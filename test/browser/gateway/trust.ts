import { chromium, type Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserArguments, findBrowser } from '../../../emulator/gateway/open-browser';
import { localCertificate } from '../../../emulator/management/certificate';
import { openSdkPage } from '../support/sdk-page';
import { useGateway } from './suite';
import { connect } from './world';

const suite = useGateway();

/** The browser of `npm start`, only without a window. */
async function developersBrowser<T>(certificate: string, use: (browser: Browser) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(path.join(tmpdir(), 'profile-'));
  const flags = browserArguments({ urls: [], certificate, profile }).filter((flag) => !flag.startsWith('--user-data-dir'));
  const executablePath = findBrowser(process.env, process.platform) ?? '';
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true });
  }
}

describe('the browser that `npm start` opens', () => {
  it('trusts the gateway’s certificate: page, balancer and socket on one host and port', async () => {
    await developersBrowser(suite.world.certificate, async (browser) => {
      const page = await openSdkPage(browser, suite.world.gateway.url, { ignoreHTTPSErrors: false });
      expect(await connect(page, suite.world.gateway.host)).toBe(true);
    });
  });

  it('trusts no other certificate', async () => {
    const { cert } = await localCertificate();
    await developersBrowser(cert, async (browser) => {
      await expect(openSdkPage(browser, suite.world.gateway.url, { ignoreHTTPSErrors: false })).rejects.toThrow('ERR_CERT');
    });
  });
});
