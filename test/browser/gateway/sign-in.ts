import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SdkPage } from '../support/sdk-page';
import { useGateway } from './suite';
import { connect, loginOf, passwordOf } from './world';

const suite = useGateway();
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

async function connected(): Promise<SdkPage> {
  const page = await suite.world.page(suite.browser);
  await connect(page, suite.world.gateway.host);
  return page;
}

async function signedInTokens() {
  const page = await connected();
  const { tokens } = (await page.run('login', loginOf('anna'), passwordOf('anna'))) as { tokens: Record<string, string> };
  return { page, tokens };
}

describe('by password', () => {
  it('resolves with name and tokens', async () => {
    const page = await connected();
    const result = await page.run('login', loginOf('anna'), passwordOf('anna'));
    expect(result).toMatchObject({ result: true, displayName: 'ANNA', tokens: { accessToken: expect.any(String) as string } });
  });

  it('never puts the password on the wire', async () => {
    const page = await connected();
    const frames: string[] = [];
    page.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => frames.push(String(payload))));
    await page.run('disconnect');
    await page.run('connect');
    await page.run('login', loginOf('anna'), passwordOf('anna'));
    expect(frames.join()).toContain(md5(`anna:voximplant.com:${passwordOf('anna')}`));
    expect(frames.join()).not.toContain(passwordOf('anna'));
  });

  it.each([
    { what: 'a wrong password', login: loginOf('anna'), password: 'wrong', code: 401 },
    { what: 'an unknown user', login: loginOf('nobody'), password: 'x', code: 404 },
    { what: 'another application', login: 'anna@other.local.voximplant.com', password: passwordOf('anna'), code: 404 },
    { what: 'a frozen user', login: loginOf('vera'), password: passwordOf('vera'), code: 403 },
    { what: 'an account over its limit', login: loginOf('boris'), password: passwordOf('boris'), code: 402 },
  ])('$code for $what', async ({ login, password, code }) => {
    const { gateway, rows } = suite.world;
    if (code === 402) gateway.faults.signInCode.set('boris', 402);
    for (const user of rows.users.values()) user.active = user.name !== 'vera';
    const page = await connected();
    expect(await page.run('login', login, password)).toMatchObject({ rejected: { result: false, code } });
    for (const user of rows.users.values()) user.active = true;
  });

  it('asks for the second stage by 301, and admits by its code', async () => {
    suite.world.gateway.faults.signInCode.set('anna', 301);
    const page = await connected();
    expect(await page.run('login', loginOf('anna'), passwordOf('anna'))).toMatchObject({ rejected: { code: 301 } });
    expect(await page.run('loginWithCode', loginOf('anna'), '0000')).toMatchObject({ result: true });
  });
});

describe('by one-time key', () => {
  async function keyOf(page: SdkPage, user: string): Promise<string> {
    const answer = (await page.run('requestOneTimeLoginKey', loginOf(user))) as { key: string };
    return answer.key;
  }

  it('answers the challenge with a digest of key and password', async () => {
    const page = await connected();
    const key = await keyOf(page, 'anna');
    const hash = md5(`${key}|${md5(`anna:voximplant.com:${passwordOf('anna')}`)}`);
    expect(await page.run('loginWithOneTimeKey', loginOf('anna'), hash)).toMatchObject({ result: true });
  });

  it('takes a key once only, and no wrong answer', async () => {
    const page = await connected();
    const key = await keyOf(page, 'anna');
    const right = md5(`${key}|${md5(`anna:voximplant.com:${passwordOf('anna')}`)}`);
    expect(await page.run('loginWithOneTimeKey', loginOf('anna'), md5('wrong'))).toMatchObject({ rejected: { code: 401 } });
    expect(await page.run('loginWithOneTimeKey', loginOf('anna'), right)).toMatchObject({ rejected: { code: 401 } });
  });
});

describe('by token', () => {
  it('admits with a living access token', async () => {
    const { tokens } = await signedInTokens();
    const page = await connected();
    expect(await page.run('loginWithToken', loginOf('anna'), tokens['accessToken'])).toMatchObject({ result: true });
  });

  it('refuses a stale one by 701', async () => {
    const page = await connected();
    expect(await page.run('loginWithToken', loginOf('anna'), 'stale')).toMatchObject({ rejected: { code: 701 } });
  });

  it('trades a refresh token for a new pair, and the old one is void', async () => {
    const { page, tokens } = await signedInTokens();
    const renewed = await page.run('tokenRefresh', loginOf('anna'), tokens['refreshToken'], 'device');
    expect(renewed).toMatchObject({ result: true, tokens: { accessToken: expect.any(String) as string } });
    expect(await page.run('tokenRefresh', loginOf('anna'), tokens['refreshToken'], 'device')).toHaveProperty('rejected');
  });
});
