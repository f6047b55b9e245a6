import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../emulator/account/account';
import type { UserRow } from '../../../emulator/account/objects';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import { createSignIn } from '../../../emulator/gateway/sign-in/sign-in';

const login = 'anna@school.local.voximplant.com';
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const md5 = hash('md5', 'anna:voximplant.com:Secret1');

function createWorld() {
  const rows = createAccount({ accountName: 'local' });
  rows.applications.set(1, { id: 1, name: 'school', secureRecordStorage: false, modifiedMs: 0 });
  rows.users.set(2, { id: 2, applicationId: 1, name: 'anna', displayName: 'Anna', password: 'Secret1', active: true } as UserRow);
  const clock = new VirtualClock();
  const faults = createGatewayFaults();
  return { clock, faults, rows, signIn: createSignIn({ rows, clock, faults }) };
}

describe('the digest', () => {
  it.each([
    { what: 'MD5', credentials: { digest: md5, credentialType: 'md5' }, code: undefined },
    { what: 'SHA-256', credentials: { digest: hash('sha256', 'anna:voximplant.com:Secret1'), credentialType: 'sha256' }, code: undefined },
    { what: 'MD5 said to be SHA-256', credentials: { digest: md5, credentialType: 'sha256' }, code: 401 },
    { what: 'the password itself', credentials: { digest: 'Secret1', credentialType: 'md5' }, code: 401 },
    { what: 'nothing', credentials: { digest: '' }, code: 401 },
  ])('$what → $code', ({ credentials, code }) => {
    const result = createWorld().signIn.byDigest(login, credentials);
    expect('code' in result ? result.code : undefined).toBe(code);
  });

  it.each(['anna', 'anna@school', 'anna@other.local.voximplant.com', 'bob@school.local.voximplant.com', ''])(
    'the login «%s» is unknown: 404',
    (unknown) => expect(createWorld().signIn.byDigest(unknown, { digest: md5 })).toEqual({ code: 404 }),
  );

  it('an application stored by its full name is found as well', () => {
    const { rows, signIn } = createWorld();
    rows.applications.set(1, { id: 1, name: 'School.local.voximplant.com', secureRecordStorage: false, modifiedMs: 0 });
    expect(signIn.byDigest(login, { digest: md5 })).toHaveProperty('user');
  });
});

describe('a one-time key', () => {
  it('is void after a minute', async () => {
    const { clock, signIn } = createWorld();
    const issued = signIn.requestKey(login);
    const answer = hash('md5', `${'key' in issued ? issued.key : ''}|${md5}`);
    await clock.runFor(60_000);
    expect(signIn.byKey(login, answer)).toEqual({ code: 401 });
  });
});

describe('tokens', () => {
  it('end: the access token after ten days, the refresh token after thirty', async () => {
    const { clock, signIn } = createWorld();
    const result = signIn.byDigest(login, { digest: md5 });
    if (!('oauth' in result)) throw new Error('not signed in');
    await clock.runFor(10 * 24 * 3_600_000);
    expect(signIn.byDigest(login, { digest: '', accessToken: result.oauth.accessToken })).toEqual({ code: 701 });
    await clock.runFor(20 * 24 * 3_600_000);
    expect(signIn.refresh(login, result.oauth.refreshToken)).toBeUndefined();
  });

  it('of one user are worth nothing for another', () => {
    const { rows, signIn } = createWorld();
    rows.users.set(3, { id: 3, applicationId: 1, name: 'boris', password: 'x', active: true } as UserRow);
    const result = signIn.byDigest(login, { digest: md5 });
    const accessToken = 'oauth' in result ? result.oauth.accessToken : '';
    expect(signIn.byDigest('boris@school.local.voximplant.com', { digest: '', accessToken })).toEqual({ code: 701 });
  });
});
