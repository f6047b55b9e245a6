import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash, createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArguments, findBrowser, openBrowser, publicKeyHash } from '../../../emulator/gateway/open-browser';
import { localCertificate } from '../../../emulator/management/certificate';

let folder: string;
let certificate: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'browser-'));
  certificate = (await localCertificate()).cert;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the browser of `npm start`', () => {
  it('is the first Chromium or Chrome on the path', () => {
    expect(findBrowser({ PATH: folder }, 'linux')).toBeUndefined();
    writeFileSync(path.join(folder, 'google-chrome'), '');
    expect(findBrowser({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(path.join(folder, 'google-chrome'));
    writeFileSync(path.join(folder, 'chromium'), '');
    expect(findBrowser({ PATH: folder }, 'linux')).toBe(path.join(folder, 'chromium'));
  });

  it('trusts our certificate by the hash of its key, and no other', () => {
    const der = createPublicKey(certificate).export({ type: 'spki', format: 'der' });
    const hash = createHash('sha256').update(der).digest('base64');
    expect(publicKeyHash(certificate)).toBe(hash);
    const flags = browserArguments({ urls: ['https://localhost:1/'], certificate, profile: '/p' });
    expect(flags).toContain(`--ignore-certificate-errors-spki-list=${hash}`);
    expect(flags).not.toContain('--ignore-certificate-errors');
  });

  it('has a profile of its own, media on loopback and no background traffic', () => {
    const flags = browserArguments({ urls: ['https://localhost:1/', 'https://localhost:1/phone/'], certificate, profile: '/p' });
    expect(flags).toEqual(expect.arrayContaining([
      '--user-data-dir=/p', '--allow-loopback-in-peer-connection', '--disable-background-networking',
    ]));
    expect(flags.slice(-2)).toEqual(['https://localhost:1/', 'https://localhost:1/phone/']);
  });

  it('where there is none: the one thing to do', () => {
    const urls = ['https://localhost:1/', 'https://localhost:1/phone/'];
    const result = openBrowser({ urls, certificate, profile: '/p', env: { PATH: '/nowhere' }, platform: 'linux' });
    expect(result).toEqual({
      opened: false,
      advice: 'No Chromium or Chrome found. Open https://localhost:1/ in your browser and click once through '
        + 'the certificate warning, then https://localhost:1/phone/.',
    });
  });
});
