import { describe, expect, it } from 'vitest';
import { hearsSomething, until, watchGrowth } from '../support/audio';
import type { SdkPage } from '../support/sdk-page';
import { useGateway } from './suite';

const suite = useGateway();

/** The network of everybody is gone until the result is called. */
function outage(): () => void {
  const { gateway } = suite.world;
  gateway.faults.refuseSockets = 'http';
  gateway.cut();
  return () => {
    gateway.faults.refuseSockets = null;
  };
}

async function resumed(...pages: SdkPage[]): Promise<void> {
  await Promise.all(pages.map((page) => page.next('Reconnected')));
}

describe('a lost socket', () => {
  it('is resumed by itself, still signed in, in the status it had', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    await anna.run('setOperatorACDStatus', 'DND');
    suite.world.gateway.cut('anna');
    await anna.next('Reconnecting');
    await resumed(anna);
    expect(await anna.run('getOperatorACDStatus')).toBe('DND');
    expect(await anna.run('setOperatorACDStatus', 'READY')).toBe('READY');
  });

  it('leaves a call alone: sound goes on, messages of both sides arrive at the resume', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    const restore = outage();
    const packets = await watchGrowth(anna.page, 'packetsReceived');
    await anna.call(0, 'sendMessage', 'from anna');
    await boris.call(0, 'sendMessage', 'from boris');
    await until(async () => (await packets()) > 75, 'more sound without a socket');
    restore();
    await resumed(anna, boris);
    expect(await anna.next('MessageReceived')).toMatchObject({ text: 'from boris' });
    expect(await boris.next('MessageReceived')).toMatchObject({ text: 'from anna' });
    await anna.call(0, 'setActive', false);
    expect(await boris.next('MessageReceived')).toMatchObject({ text: 'held' });
    await anna.call(0, 'hangup');
    await boris.next('Disconnected');
  });

  it('delays a hang-up and a status, but does not lose them', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    const restore = outage();
    await boris.page.waitForTimeout(300);
    await boris.call(0, 'hangup');
    const status = boris.run('setOperatorACDStatus', 'DND');
    restore();
    expect(await status).toBe('DND');
    await anna.next('Disconnected');
  });

  it('a call that comes during the outage rings after the resume', async () => {
    const { world, browser } = suite;
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    world.gateway.faults.refuseSockets = 'http';
    world.gateway.cut('boris');
    await anna.run('place', { number: 'boris', video: false });
    await anna.page.waitForTimeout(500);
    world.gateway.faults.refuseSockets = null;
    await boris.next('IncomingCall');
    await boris.call(0, 'answer');
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
  });

  it('[9.122] whose session the gateway has forgotten: calls fail with 409 and ConnectionClosed, at once', async () => {
    const { boris } = await suite.world.talking(suite.browser);
    const restore = outage();
    suite.world.gateway.kick('boris');
    restore();
    expect(await boris.next('Failed')).toMatchObject({ code: 409 });
    await boris.next('ConnectionClosed');
  });

  it('R20 a page that reloads in a call is told apart: its call ends, it does not come back', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    await boris.page.reload();
    await anna.next('Disconnected');
    await until(() => suite.world.gateway.openLegs === 0, 'the end of all media');
  });
});

describe('faults on demand', () => {
  it('a message under a number already used breaks the socket, and the SDK resumes', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.repeat.set('onACDStatus', 'number');
    expect(await anna.run('setOperatorACDStatus', 'READY')).toBe('READY');
    suite.world.gateway.faults.repeat.clear();
    await resumed(anna);
    expect(await anna.run('getOperatorACDStatus')).toBe('READY');
  });

  it('the end of a call told twice is one end', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    suite.world.gateway.faults.repeat.set('handleConnectionDisconnected', 'message');
    await anna.call(0, 'hangup');
    await boris.next('Disconnected');
    expect(await boris.run('getOperatorACDStatus')).toBe('ONLINE');
    expect((await boris.events()).filter((event) => event.name === 'Disconnected')).toHaveLength(1);
  });

  it('slow answers delay a call, and nothing is lost', async () => {
    const { world, browser } = suite;
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    world.gateway.faults.slowMs = 1_000;
    await anna.run('place', { number: 'boris', video: false });
    await boris.next('IncomingCall');
    await boris.call(0, 'answer');
    await Promise.all([anna.next('Connected'), boris.next('Connected')]);
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
    await boris.call(0, 'hangup');
    await Promise.all([anna.next('Disconnected'), boris.next('Disconnected')]);
  });

  it('a late ring-out comes after the answer and does no harm', async () => {
    const { world, browser } = suite;
    world.gateway.faults.lateMs.set('handleRingOut', 1_500);
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    await anna.run('place', { number: 'boris', video: false });
    await boris.next('IncomingCall');
    await boris.call(0, 'answer');
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
  });
});
