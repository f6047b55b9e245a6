import { describe, expect, it } from 'vitest';
import { hearsNothing, hearsSomething } from '../support/audio';
import type { SdkPage } from '../support/sdk-page';
import { useGateway } from './suite';

const suite = useGateway();

/** Anna calls Boris, whose page rings. */
async function ringing(settings: Record<string, unknown> = {}) {
  const { world, browser } = suite;
  const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
  await anna.run('place', { number: 'boris', video: false, ...settings });
  return { anna, boris, incoming: await boris.next('IncomingCall') };
}

/** The names of a call's events so far, in order. */
async function story(page: SdkPage): Promise<string[]> {
  const told = ['ProgressToneStart', 'ProgressToneStop', 'Connected', 'Disconnected', 'Failed'];
  return (await page.events()).map((event) => event.name).filter((name) => told.includes(name));
}

describe('an incoming call', () => {
  it('shows number, name, headers and custom data; the caller hears that it rings', async () => {
    const { anna, incoming } = await ringing({ customData: 'card 7', extraHeaders: { 'X-Vox-Call': '42' } });
    expect(incoming).toMatchObject({ number: 'anna', displayName: 'ANNA', headers: { 'X-Vox-Call': '42', 'VI-CallData': 'card 7' } });
    await anna.next('ProgressToneStart');
  });

  it('is answered with headers, and carries real audio both ways', async () => {
    const { anna, boris } = await ringing();
    await boris.call(0, 'answer', '', { 'X-Desk': '3' });
    expect(await anna.next('Connected')).toMatchObject({ headers: { 'X-Desk': '3' } });
    await boris.next('Connected');
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
    expect(await story(anna)).toEqual(expect.arrayContaining(['ProgressToneStart', 'ProgressToneStop', 'Connected']));
    expect(await boris.page.evaluate(() => document.querySelectorAll('audio').length)).toBeGreaterThan(0);
  });

  it.each(['decline', 'reject', 'hangup'])('ends for both by %s()', async (method) => {
    const { anna, boris } = await ringing();
    await boris.call(0, method);
    expect((await anna.next('Failed'))['code']).toBe(method === 'reject' ? 486 : 603);
    await expect.poll(() => story(boris)).toEqual([expect.stringMatching(/Disconnected|Failed/)]);
  });

  it('[9.122] cannot be answered twice, and has exactly one terminal event', async () => {
    const { anna, boris } = await ringing();
    await boris.call(0, 'answer');
    await boris.next('Connected');
    expect(await boris.call(0, 'answer')).toMatchObject({ rejected: { message: expect.stringContaining('WRONG_CALL_STATE') as string } });
    await Promise.all([anna.call(0, 'hangup'), boris.call(0, 'hangup')]);
    await Promise.all([anna.next('Disconnected'), boris.next('Disconnected')]);
    await anna.page.waitForTimeout(300);
    for (const page of [anna, boris]) expect((await story(page)).filter((name) => /Disconnected|Failed/.test(name))).toHaveLength(1);
  });

  it('stops ringing when the caller cancels', async () => {
    const { anna, boris } = await ringing();
    await anna.call(0, 'hangup');
    await boris.next('Disconnected');
    await expect.poll(async () => (await story(anna)).at(-1)).toMatch(/Disconnected|Failed/);
  });
});

describe('the end of a conversation', () => {
  it.each(['anna', 'boris'] as const)('by %s reaches the other with headers', async (who) => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    const [by, other] = who === 'anna' ? [anna, boris] : [boris, anna];
    await by.call(0, 'hangup', { 'X-Why': 'done' });
    expect(await other.next('Disconnected')).toMatchObject({ headers: { 'X-Why': 'done' } });
    await by.next('Disconnected');
    await expect.poll(() => suite.world.gateway.openLegs).toBe(0);
  });
});

describe('during a conversation', () => {
  it('messages and infos pass both ways', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    for (const [from, to] of [[anna, boris], [boris, anna]] as const) {
      await from.call(0, 'sendMessage', 'привет');
      expect(await to.next('MessageReceived')).toMatchObject({ text: 'привет' });
      await from.call(0, 'sendInfo', 'application/json', '{"a":1}');
      expect(await to.next('InfoReceived')).toMatchObject({ mimeType: 'application/json', body: '{"a":1}' });
    }
  });

  it('a muted microphone is silence for the other, and back again', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    await boris.call(0, 'muteMicrophone');
    await hearsNothing(anna.page);
    await boris.call(0, 'unmuteMicrophone');
    await hearsSomething(anna.page);
  });

  it.each(['anna', 'boris'] as const)('%s holds and unholds: silence, then sound again', async (who) => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    const [by, other] = who === 'anna' ? [anna, boris] : [boris, anna];
    await by.call(0, 'setActive', false);
    expect(await other.next('MessageReceived')).toMatchObject({ text: 'held' });
    await hearsNothing(other.page);
    await by.call(0, 'setActive', true);
    expect(await other.next('MessageReceived')).toMatchObject({ text: 'unheld' });
    await Promise.all([hearsSomething(other.page), hearsSomething(by.page)]);
  });

  it('tones reach the scenario by signalling', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    await anna.call(0, 'sendTone', '1*#');
    for (const tone of ['1', '*', '#']) expect(await boris.next('MessageReceived')).toMatchObject({ text: `tone ${tone}` });
  });

  it('a second call starts on hold until it is made active', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    const vera = await suite.world.signedIn(suite.browser, 'vera');
    await vera.run('place', { number: 'boris', video: false });
    await boris.next('IncomingCall');
    await boris.call(1, 'answer');
    await vera.next('Connected');
    expect(await boris.call(1, 'active')).toBe(false);
    expect(await boris.call(0, 'active')).toBe(true);
    await hearsSomething(anna.page);
    await boris.call(0, 'setActive', false);
    await boris.call(1, 'setActive', true);
    await hearsSomething(vera.page);
  });

  it.each([['refuse', 'TransferFailed'], ['confirm', 'TransferComplete']] as const)('a transfer: %s → %s', async (how, event) => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    suite.world.gateway.faults.transfers = how;
    await boris.run('place', { number: 'greeted', video: false });
    await boris.next('Connected');
    await boris.run('transfer', 0, 1);
    await boris.next(event);
    expect((await story(anna)).at(-1)).toBe('Connected');
  });

  it('lost media: the SDK restarts ICE, and the sound is back', async () => {
    const { anna, boris } = await suite.world.talking(suite.browser);
    suite.world.gateway.dropMedia();
    await hearsNothing(anna.page);
    await Promise.all([hearsSomething(anna.page, 30_000), hearsSomething(boris.page, 30_000)]);
  }, 40_000);
});

describe('an outgoing call', () => {
  it.each([
    ['a number', ['boris']],
    ['{number}', [{ number: 'boris' }]],
    ['{number, video: false}', [{ number: 'boris', video: false }]],
    ['{number, video: {…}}', [{ number: 'boris', video: { sendVideo: false, receiveVideo: false } }]],
  ])('in the form %s carries audio', async (_, args) => {
    const { world, browser } = suite;
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    await anna.run('place', ...args);
    await boris.next('IncomingCall');
    await boris.call(0, 'answer');
    await anna.next('Connected');
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
  });

  it('hung up at once leaves nothing behind: nobody rings on, no media stays', async () => {
    const { world, browser } = suite;
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    await Promise.all([anna.run('place', { number: 'boris', video: false }), anna.call(0, 'hangup')]);
    await expect.poll(async () => (await story(anna)).at(-1)).toMatch(/Disconnected|Failed/);
    await expect.poll(() => world.gateway.openLegs).toBe(0);
    const rang = (await boris.events()).filter((event) => event.name === 'IncomingCall');
    expect((await story(boris)).filter((name) => name === 'Disconnected')).toHaveLength(rang.length);
  });

  it('is heard before the answer where the scenario sends early media', async () => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    await anna.run('place', { number: 'early', video: false });
    await hearsSomething(anna.page);
    expect(await story(anna)).not.toContain('Connected');
  });

  it('is greeted, hears music, and then talks with the operator who answers later', async () => {
    const { world, browser } = suite;
    const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
    await boris.run('place', { number: 'greeted', video: false });
    await boris.next('Connected');
    await hearsSomething(boris.page);
    await anna.next('IncomingCall');
    await anna.page.waitForTimeout(1_300);
    await anna.call(0, 'answer');
    await anna.next('Connected');
    await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
  });

  it.each([486, 480, 603, 404])('fails with the code %i of the scenario', async (code) => {
    const anna = await suite.world.signedIn(suite.browser, 'anna');
    await anna.run('place', { number: `refuse${code}`, video: false });
    expect(await anna.next('Failed')).toMatchObject({ code });
  });
});
