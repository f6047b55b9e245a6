import { describe, expect, it } from 'vitest';
import { until } from '../support/audio';
import { launch } from '../support/browser';
import { useGateway } from './suite';
import { connect } from './world';

const suite = useGateway();

/** Nothing listens there. */
const deadHost = 'localhost:1';

async function openedPage(config: Record<string, unknown>) {
  const page = await suite.world.page(suite.browser);
  return { page, init: await page.run('init', config) };
}

describe('init', () => {
  it.each([
    ['without a node', {}],
    ['with a node that does not exist', { node: 'NODE_14' }],
  ])('%s is refused by the SDK', async (_, config) => {
    const { init } = await openedPage(config);
    expect(init).toHaveProperty('rejected');
  });
});

describe('connect', () => {
  it.each([
    ['by a string', (host: string) => host],
    ['by an array', (host: string) => [host]],
    ['to the second server when the first is dead', (host: string) => [deadHost, host]],
  ])('%s resolves true', async (_, serverIp) => {
    const { page } = await openedPage({ node: 'NODE_1', serverIp: serverIp(suite.world.gateway.host) });
    expect(await page.run('connect')).toBe(true);
    await page.next('ConnectionEstablished');
  });

  it.each([
    ['all servers are dead', () => ({ serverIp: [deadHost, deadHost] })],
    ['the balancer is down', () => ({})],
    ['two servers stand in one string', () => ({ serverIp: `${suite.world.gateway.host};${suite.world.gateway.host}` })],
  ])('resolves false with ConnectionFailed when %s', async (_, config) => {
    const { page } = await openedPage({ node: 'NODE_1', ...config() });
    expect(await page.run('connect')).toBe(false);
    await page.next('ConnectionFailed');
  });

  it.each(['http', 'error'] as const)('resolves false when the gateway refuses sockets by %s', async (how) => {
    suite.world.gateway.faults.refuseSockets = how;
    const { page } = await openedPage({ node: 'NODE_1', serverIp: [suite.world.gateway.host] });
    expect(await page.run('connect')).toBe(false);
  });

  it('stays pending on a socket that is silent before `id`, also when called again', async () => {
    suite.world.gateway.faults.silent = true;
    const { page } = await openedPage({ node: 'NODE_1', serverIp: [suite.world.gateway.host] });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const waited = page.page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve('still waiting'), 2_000)));
      expect(await Promise.race([page.run('connect'), waited])).toBe('still waiting');
    }
  });

  it.each(['NODE_1', 'NODE_11'])('finds the gateway through the balancer of %s, the page untouched', async (node) => {
    const browser = await launch({ vendorHost: suite.world.gateway.host });
    try {
      const page = await suite.world.page(browser);
      await page.run('init', { node });
      expect(await page.run('connect')).toBe(true);
      await page.close();
    } finally {
      await browser.close();
    }
  });
});

describe('the end of a connection', () => {
  it('by disconnect(): acknowledged at once, nothing left at the gateway', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    const startMs = performance.now();
    await page.run('disconnect');
    await page.next('ConnectionClosed');
    expect(performance.now() - startMs).toBeLessThan(3_000);
    await until(() => !suite.world.cloud.queues.presence.isPresent(suite.world.userId('anna')), 'Anna to be gone');
  });

  it('by the gateway: ConnectionClosed, and the page stays out', async () => {
    const page = await suite.world.page(suite.browser);
    await connect(page, suite.world.gateway.host);
    suite.world.gateway.kick();
    await page.next('ConnectionClosed');
    expect((await page.events()).map((event) => event.name)).not.toContain('Reconnecting');
  });
});

it('refuses messages it does not know, by name, and keeps the connection', async () => {
  const page = await suite.world.signedIn(suite.browser, 'anna');
  await page.run('callConference', { number: 'room', video: false });
  await until(() => suite.world.log.some((line) => line.includes('«callConference»')), 'the refusal in the log');
  expect(await page.run('getOperatorACDStatus')).toBe('ONLINE');
});
