import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../../emulator/gateway/server/server';
import { localCertificate } from '../../../emulator/management/certificate';
import { launch } from '../support/browser';
import { openPagePhone } from '../support/page-phone';
import type { SdkPage } from '../support/sdk-page';
import { connect, createGatewayWorld, loginOf, passwordOf, type GatewayWorld } from './world';

let browser: Browser;
let certificate: Certificate;
beforeAll(async () => {
  [browser, certificate] = await Promise.all([launch(), localCertificate()]);
});
afterAll(() => browser.close());

/** A gateway of its own, so that all of them wait at the same time. */
async function withGateway(use: (world: GatewayWorld) => Promise<void>): Promise<void> {
  const world = await createGatewayWorld({ certificate });
  try {
    await use(world);
    expect(world.gateway.violations).toEqual([]);
  } catch (error) {
    await world.evidence.save(`patience ${String(error)}`);
    throw error;
  } finally {
    await world.close();
  }
}

/** Milliseconds until the page says so. */
async function timeUntil(page: SdkPage, event: string, limitMs: number): Promise<number> {
  const startMs = performance.now();
  await page.next(event, limitMs);
  return performance.now() - startMs;
}

describe.concurrent('the patience of the SDK', () => {
  it.each(['http', 'error'] as const)('refused for good by %s: it gives up after about 23.6 s, calls fail with 409', (how) => withGateway(async (world) => {
    const { anna } = await world.talking(browser);
    world.gateway.faults.refuseSockets = how;
    world.gateway.cut();
    expect(await timeUntil(anna, 'ConnectionClosed', 90_000)).toBeGreaterThan(20_000);
    expect(await anna.next('Failed')).toMatchObject({ code: 409 });
    world.gateway.faults.refuseSockets = null;
    await connect(anna, world.gateway.host);
    expect(await anna.run('login', loginOf('anna'), passwordOf('anna'))).toMatchObject({ result: true });
  }), 150_000);

  it('a port closed for 9 s: resumed at the next attempt, still signed in', () => withGateway(async (world) => {
    const anna = await world.signedIn(browser, 'anna');
    world.gateway.faults.refuseSockets = 'http';
    world.gateway.cut();
    await anna.next('Reconnecting');
    await anna.page.waitForTimeout(9_000);
    world.gateway.faults.refuseSockets = null;
    await anna.next('Reconnected', 20_000);
    expect(await anna.run('getOperatorACDStatus')).toBe('ONLINE');
  }), 60_000);

  it('a new socket that is silent before `id` is never given up by the SDK: the page has to', () => withGateway(async (world) => {
    const anna = await world.signedIn(browser, 'anna');
    world.gateway.faults.silent = true;
    world.gateway.cut();
    await anna.next('Reconnecting');
    await anna.page.waitForTimeout(3_000);
    world.gateway.faults.silent = false;
    await anna.page.waitForTimeout(3_000);
    expect((await anna.events()).map((event) => event.name)).not.toContain('Reconnected');
  }), 40_000);

  it('R22 the page’s phone does give it up, says that the line is lost, and connects again', () => withGateway(async (world) => {
    const user = { host: world.gateway.host, login: loginOf('anna'), password: passwordOf('anna') };
    const page = await world.page(browser);
    const phone = await openPagePhone(page, user);
    await phone.connect();
    await phone.next('phone.up');
    const again = page.page.waitForEvent('websocket');
    world.gateway.faults.silent = true;
    world.gateway.cut();
    await Promise.all([phone.next('phone.resuming'), again]);
    // The new socket opens and hears nothing; from then on the gateway would answer.
    await page.page.waitForTimeout(2_000);
    world.gateway.faults.silent = false;
    expect(await phone.next('phone.lost', 90_000)).toMatchObject({ why: 'network' });
    await phone.connect();
    await phone.next('phone.up');
  }), 150_000);

  it('messages not acknowledged: it drops the socket and resumes', () => withGateway(async (world) => {
    const anna = await world.signedIn(browser, 'anna');
    world.gateway.faults.withholdAcks = true;
    const ms = await timeUntil(anna, 'Reconnecting', 30_000);
    expect(ms).toBeGreaterThan(5_000);
    world.gateway.faults.withholdAcks = false;
    await anna.next('Reconnected', 20_000);
    expect(await anna.run('getOperatorACDStatus')).toBe('ONLINE');
  }), 60_000);

  it('a silent socket: both ends drop it, and the page comes back', () => withGateway(async (world) => {
    const anna = await world.signedIn(browser, 'anna');
    // No new socket meanwhile: one that is silent before `id` would never be given up.
    Object.assign(world.gateway.faults, { silent: true, refuseSockets: 'http' });
    await anna.next('Reconnecting', 30_000);
    Object.assign(world.gateway.faults, { silent: false, refuseSockets: null });
    await anna.next('Reconnected', 20_000);
  }), 60_000);

  it('disconnect() while it reconnects returns after about 6 s, and the session ends', () => withGateway(async (world) => {
    const anna = await world.signedIn(browser, 'anna');
    world.gateway.faults.refuseSockets = 'http';
    world.gateway.cut();
    await anna.next('Reconnecting');
    const startMs = performance.now();
    await anna.run('disconnect');
    expect(performance.now() - startMs).toBeGreaterThan(4_000);
    world.gateway.faults.refuseSockets = null;
  }), 60_000);
});
