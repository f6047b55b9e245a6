import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hearsSomething, until } from '../support/audio';
import { launch } from '../support/browser';
import { openSdkPage, type SdkPage } from '../support/sdk-page';
import { openRelay, type Missing, type Relay } from './relay';
import { connect } from './world';

let browser: Browser;
let relay: Relay;
const pages: SdkPage[] = [];
beforeAll(async () => {
  [browser, relay] = await Promise.all([launch(), openRelay()]);
});
afterEach(async () => {
  relay.missing = null;
  await Promise.all(pages.splice(0).map((page) => page.close()));
});
afterAll(async () => {
  await browser.close();
  await relay.close();
});

async function open(): Promise<SdkPage> {
  const page = await openSdkPage(browser, relay.url, { permissions: ['microphone', 'camera'] });
  pages.push(page);
  return page;
}

async function signedIn(user: string): Promise<SdkPage> {
  const page = await open();
  await connect(page, relay.host);
  await page.run('login', `${user}@app.account.voximplant.com`, 'any');
  return page;
}

describe('page to page, with descriptions that carry no VIMS mark', () => {
  it('sound is heard and pictures are decoded on both sides', async () => {
    const [anna, boris] = await Promise.all([signedIn('anna'), signedIn('boris')]);
    const video = { sendVideo: true, receiveVideo: true };
    await anna.run('place', { number: 'boris', video });
    await boris.next('IncomingCall');
    await boris.call(0, 'answer', '', {}, video);
    await Promise.all([anna.next('Connected'), boris.next('Connected')]);
    for (const { page } of [anna, boris]) {
      await hearsSomething(page);
      await until(async () => (await framesDecoded(page)) > 5, 'decoded pictures');
    }
  });

  it.each([
    ['answered', 'answers', 'Connected'],
    ['originated', 'calls-back', 'IncomingCall'],
  ] as const)('a call %s with a description of text alone, nobody behind it, is connected', async (_, number, event) => {
    const anna = await signedIn('anna');
    await anna.run('place', { number, video: false });
    await anna.next(event);
    if (event === 'Connected') return;
    await anna.call(1, 'answer');
    expect(await anna.next('Connected')).toMatchObject({ call: 1 });
  });
});

describe('a socket that begins badly', () => {
  it.each<[string, Missing]>([['is dropped before `id`', 'socket'], ['has no `lastrx`', 'lastrx'], ['has no `__createConnection`', '__createConnection']])(
    'and %s: connect() stays pending, also when called again', async (_, missing) => {
      const page = await open();
      relay.missing = missing;
      for (const again of [() => connect(page, relay.host), () => page.run('connect')]) {
        const waited = page.page.waitForTimeout(1_500).then(() => 'still waiting');
        expect(await Promise.race([again(), waited])).toBe('still waiting');
      }
    });

  it('and is dropped before `id` in a reconnect: the SDK stays in RECONNECTING, though the next would be well', async () => {
    const anna = await signedIn('anna');
    relay.missing = 'socket';
    relay.cut();
    await anna.next('Reconnecting');
    await anna.page.waitForTimeout(2_000);
    relay.missing = null;
    await anna.page.waitForTimeout(3_000);
    expect((await anna.events()).map((event) => event.name)).not.toContain('Reconnected');
  });
});

function framesDecoded(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    const reports = await Promise.all(peerConnections.map((connection) => connection.getStats()));
    return reports.flatMap((report) => [...report.values() as Iterable<Record<string, unknown>>])
      .filter((report) => report['type'] === 'inbound-rtp' && report['kind'] === 'video')
      .reduce((sum, report) => sum + Number(report['framesDecoded'] ?? 0), 0);
  });
}
