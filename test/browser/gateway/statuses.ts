import { describe, expect, it } from 'vitest';
import type { OperatorStatus } from '../../../emulator/platform/lines';
import { useGateway } from './suite';
import { connect, loginOf, passwordOf } from './world';

const suite = useGateway();
const engines = [
  ['ACD', 'acd', ['READY', 'IN_SERVICE', 'AFTER_SERVICE', 'DND', 'OFFLINE']],
  ['SmartQueue', 'smartqueue', ['READY', 'DND', 'CUSTOM_1', 'CUSTOM_10', 'OFFLINE']],
] as const;

/** Numbers of the ACDError events so far. */
async function errorCodes(page: { events(): Promise<{ name: string }[]> }): Promise<unknown[]> {
  const errors = (await page.events()).filter((event) => event.name === 'ACDError');
  return errors.map((event) => (event as { code?: unknown }).code);
}

describe.each(engines)('statuses in the mode %s', (queueType, engine, settable) => {
  const anna = () => suite.world.signedIn(suite.browser, 'anna', { queueType });

  it('[9.125] ONLINE after sign-in; every status an operator may choose resolves to itself', async () => {
    const page = await anna();
    expect(await page.run('getOperatorACDStatus')).toBe('ONLINE');
    for (const status of settable) {
      expect(await page.run('setOperatorACDStatus', status)).toBe(status);
    }
    expect(await page.run('setOperatorACDStatus', 'READY', { permanent: true })).toBe('READY');
    expect(suite.world.cloud.queues.presence.status(suite.world.userId('anna'), engine)).toBe('READY');
  });

  it('[9.123] shows what the platform sets', async () => {
    const page = await anna();
    await page.next('ACDStatusUpdated');
    const pushed: OperatorStatus[] = ['DIALING', 'IN_SERVICE', 'AFTER_SERVICE', 'READY', 'BANNED'];
    for (const status of pushed) {
      suite.world.cloud.queues.presence.setSystemStatus(suite.world.userId('anna'), engine, status);
      expect(await page.next('ACDStatusUpdated')).toMatchObject({ status });
    }
    expect(await errorCodes(page)).toEqual([]);
  });

  it('error 7 for a name that does not exist', async () => {
    const page = await anna();
    expect(await page.run('setOperatorACDStatus', 'bogus')).toHaveProperty('rejected');
    expect(await page.next('ACDError')).toMatchObject({ code: 7 });
  });

  it('error 2 with the real status when the platform answers another one', async () => {
    const page = await anna();
    await page.next('ACDStatusUpdated');
    expect(await page.run('setOperatorACDStatus', 'BANNED')).toHaveProperty('rejected');
    expect(await page.next('ACDError')).toMatchObject({ code: 2 });
    expect(await page.next('ACDStatusUpdated')).toMatchObject({ status: 'ONLINE', description: expect.stringContaining('BANNED') as string });
  });
});

describe('status errors of the SDK', () => {
  it('1 before sign-in', async () => {
    const page = await suite.world.page(suite.browser);
    await connect(page, suite.world.gateway.host);
    expect(await page.run('setOperatorACDStatus', 'READY')).toHaveProperty('rejected');
    expect(await page.next('ACDError')).toMatchObject({ code: 1 });
  });

  it('5 when two requests are under way; both resolve', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.slowMs = 200;
    const answers = await Promise.all([page.run('setOperatorACDStatus', 'READY'), page.run('setOperatorACDStatus', 'DND')]);
    expect(answers).toEqual(['READY', 'DND']);
    expect(await errorCodes(page)).toContain(5);
  });

  it('3 when the newer of two requests is answered first: the older is rejected', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    const { faults } = suite.world.gateway;
    faults.lateMs.set('onACDStatus', 500);
    const older = page.run('setOperatorACDStatus', 'READY');
    await page.page.waitForTimeout(100);
    faults.lateMs.clear();
    expect(await page.run('setOperatorACDStatus', 'DND')).toBe('DND');
    expect(await older).toHaveProperty('rejected');
    expect(await errorCodes(page)).toContain(3);
  });

  it('8 when the connection ends while a request waits', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.slowMs = 60_000;
    const answer = page.run('setOperatorACDStatus', 'READY');
    await page.page.waitForTimeout(100);
    suite.world.gateway.kick('anna');
    expect(await answer).toHaveProperty('rejected');
    expect(await errorCodes(page)).toContain(8);
  });

  it('5 and 3 once more after 8: the SDK keeps the dead request, though the new one succeeds', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.slowMs = 60_000;
    const answer = page.run('setOperatorACDStatus', 'READY');
    await page.page.waitForTimeout(100);
    suite.world.gateway.kick('anna');
    expect(await answer).toHaveProperty('rejected');
    suite.world.gateway.faults.slowMs = 0;
    await page.run('connect');
    await page.run('login', loginOf('anna'), passwordOf('anna'));
    const before = (await errorCodes(page)).length;
    expect(await page.run('setOperatorACDStatus', 'DND')).toBe('DND');
    expect((await errorCodes(page)).slice(before).sort()).toEqual([3, 5]);
  });

  it('a status answer sent twice does no harm', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    suite.world.gateway.faults.repeat.set('onACDStatus', 'message');
    expect(await page.run('setOperatorACDStatus', 'READY')).toBe('READY');
    expect(await page.run('getOperatorACDStatus')).toBe('READY');
  });
});

describe('the messaging half of SmartQueue', () => {
  it('is set, read and pushed', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    expect(await page.run('setOperatorSQMessagingStatus', 'READY')).toBe('READY');
    expect(await page.run('getOperatorSQMessagingStatus')).toBe('READY');
    suite.world.gateway.pushMessagingStatus('anna', 'DND', 'supervisor');
    const updates = async () => (await page.events()).filter((event) => event.name === 'SQMessagingStatusUpdated');
    await expect.poll(async () => (await updates()).at(-1)).toMatchObject({ status: 'DND', description: 'supervisor' });
  });

  it('refuses a name that does not exist by SQError 7', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna');
    expect(await page.run('setOperatorSQMessagingStatus', 'bogus')).toHaveProperty('rejected');
    expect(await page.next('SQError')).toMatchObject({ code: 7 });
  });

  it('does not exist in ACD mode: the SDK sends nothing', async () => {
    const page = await suite.world.signedIn(suite.browser, 'anna', { queueType: 'ACD' });
    expect(await page.run('setOperatorSQMessagingStatus', 'READY')).toBeUndefined();
  });
});

it('[9.125] after a new connection and sign-in the status is ONLINE again', async () => {
  const page = await suite.world.signedIn(suite.browser, 'anna');
  await page.run('setOperatorACDStatus', 'READY');
  await page.run('disconnect');
  await page.run('connect');
  await page.run('login', loginOf('anna'), passwordOf('anna'));
  expect(await page.run('getOperatorACDStatus')).toBe('ONLINE');
});
