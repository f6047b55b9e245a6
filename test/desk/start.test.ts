import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { deskKeysFrom } from '../../desk/keys-from';
import { startDesk } from '../../desk/start';
import { writtenConfig } from './support/written-config';

test('the desk starts from the project config, signs an operator in by a link and knows the sample customers', async () => {
  const running = await startDesk({
    config: writtenConfig(), environment: 'local', port: 0, sample: true, logLevel: 'silent',
    env: { VOX_DESK_KEY_1: 'k'.repeat(32), OPERATOR_KEY: 'o'.repeat(32) },
    local: { serverIp: '127.0.0.1', accountName: 'academy', connectSources: [] },
  });
  onTestFinished(() => running.close());
  const link = await running.signInLink('op1');
  expect(link).toMatch(/^http:\/\/localhost:\d+\/#token=/);
  const ask = (path: string, body: object, session = '') => fetch(running.url + path, {
    method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` } });
  const token = link.split('#token=')[1];
  const { session } = await (await ask('/api/session', { token, cookie: false })).json() as { session: string };
  const found: unknown = await (await ask('/api/look-up', { number: '+79037654321', callId: null }, session)).json();
  expect(found).toMatchObject({ state: 'found', match: 'exact', customers: [{ name: 'Сидоров Пётр' }, { name: 'Сидорова Ольга' }] });
});

test('every missing secret is named at once', () => {
  expect(() => deskKeysFrom(writtenConfig(), {}, { local: false })).toThrow(
    'VOX_DESK_KEY_1, OPERATOR_KEY, ERP_SIGN_IN_SECRET_CENTER, ERP_SIGN_IN_SECRET_NORTH');
});

test('production without the account\'s name is refused before anything starts', async () => {
  const start = startDesk({ config: writtenConfig(), environment: 'production', port: 0, env: {}, logLevel: 'silent' });
  await expect(start).rejects.toThrow('set environments.production.accountName');
});

test('a key that can be guessed is refused outside this machine', () => {
  const env = { VOX_DESK_KEY_1: 'short', OPERATOR_KEY: 'o'.repeat(32), ERP_SIGN_IN_SECRET_CENTER: 'c'.repeat(32), ERP_SIGN_IN_SECRET_NORTH: 'n'.repeat(32) };
  expect(() => deskKeysFrom(writtenConfig(), env, { local: false })).toThrow('could be guessed: VOX_DESK_KEY_1.');
  expect(deskKeysFrom(writtenConfig(), env, { local: true }).operator).toBe(env.OPERATOR_KEY);
});

test.each([
  ['mysql://desk@127.0.0.1/desk', 'begins with postgres://'],
  ['postgres://desk:pass-word@127.0.0.1:1/desk', 'ECONNREFUSED'],
])('DATABASE_URL=%s: the error says what is wrong, and no password', async (url, expected) => {
  const failure = await openDatabase({ url }).then(() => '', (error: Error) => error.message);
  expect(failure).toContain(expected);
  expect(failure).not.toContain('pass-word');
});
