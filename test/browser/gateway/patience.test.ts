import { describe, expect, it } from 'vitest';
import type { SdkPage } from '../support/sdk-page';
import { useGateway } from './suite';
import { connect, loginOf, passwordOf } from './world';

const suite = useGateway();

/** Milliseconds until the page says so. */
async function timeUntil(page: SdkPage, event: string, limitMs: number): Promise<number> {
  const startMs = performance.now();
  await page.next(event, limitMs);
  return performance.now() - startMs;
}

/** How long the SDK tries; each case waits on its own gateway-wide fault, so one after the other. */
describe('the patience of the SDK', () => {
  it('refused for good: it gives up after about 23.6 s, calls fail with 409', async () => {
    const { anna } = await suite.world.talking(suite.browser);
    suite.world.gateway.faults.refuseSockets = 'error';
    suite.world.gateway.cut();
    const ms = await timeUntil(anna, 'ConnectionClosed', 60_000);
    expect(ms).toBeGreaterThan(20_000);
    expect(ms).toBeLessThan(45_000);
    expect(await anna.next('Failed')).toMatchObject({ code: 409 });
    suite.world.gateway.faults.refuseSockets = null;
    await connect(anna, suite.world.gateway.host);
    expect(await anna.run('login', loginOf('anna'), passwordOf('anna'))).toMatchObject({ result: true });
  }, 120_000);

  it('a port closed for 9 s: resumed at the next attempt, still signed in', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.refuseSockets = 'http';
    suite.world.gateway.cut();
    await anna.next('Reconnecting');
    await anna.page.waitForTimeout(9_000);
    suite.world.gateway.faults.refuseSockets = null;
    await anna.next('Reconnected', 20_000);
    expect(await anna.run('getOperatorACDStatus')).toBe('ONLINE');
  }, 60_000);

  it('a new socket that is silent before `id` is never given up by the SDK: the page has to', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.silent = true;
    suite.world.gateway.cut();
    await anna.next('Reconnecting');
    await anna.page.waitForTimeout(3_000);
    suite.world.gateway.faults.silent = false;
    await anna.page.waitForTimeout(3_000);
    expect((await anna.events()).map((event) => event.name)).not.toContain('Reconnected');
  }, 40_000);

  it('messages not acknowledged: it drops the socket and resumes', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.withholdAcks = true;
    const ms = await timeUntil(anna, 'Reconnecting', 15_000);
    expect(ms).toBeGreaterThan(5_000);
    suite.world.gateway.faults.withholdAcks = false;
    await anna.next('Reconnected', 20_000);
    expect(await anna.run('getOperatorACDStatus')).toBe('ONLINE');
  }, 40_000);

  it('a silent socket: both ends drop it, and the page comes back', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    // No new socket meanwhile: one that is silent before `id` would never be given up.
    Object.assign(suite.world.gateway.faults, { silent: true, refuseSockets: 'http' });
    await anna.next('Reconnecting', 15_000);
    Object.assign(suite.world.gateway.faults, { silent: false, refuseSockets: null });
    await anna.next('Reconnected', 20_000);
  }, 40_000);

  it('disconnect() while it reconnects returns after about 6 s, and the session ends', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.refuseSockets = 'http';
    suite.world.gateway.cut();
    await anna.next('Reconnecting');
    const startMs = performance.now();
    await anna.run('disconnect');
    expect(performance.now() - startMs).toBeGreaterThan(4_000);
    suite.world.gateway.faults.refuseSockets = null;
  }, 30_000);
});
