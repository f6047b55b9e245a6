import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../emulator/account/account';
import { createServiceKey } from '../../../emulator/account/service-key';
import { call, codeOf, raw, token, type RawRequest, type TokenChange } from './raw';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (let n = 1; n <= 25; n += 1) await call(world, 'AddApplication', { application_name: `application-${n}` });
});
afterAll(() => world.server.close());

const multipart = ['--x', 'Content-Disposition: form-data; name="cmd"', '', 'GetApplications', '--x',
  'Content-Disposition: form-data; name="application_name"', '', 'application-7', '--x--', ''].join('\r\n');

describe('[9.101] both forms of the address, every encoding', () => {
  const rows: [string, RawRequest][] = [
    ['cmd in a multipart body', { body: multipart, type: 'multipart/form-data; boundary=x' }],
    ['cmd in an urlencoded body', { body: 'cmd=GetApplications&application_name=application-7' }],
    ['cmd in the query, GET', { verb: 'GET', path: '/platform_api?cmd=GetApplications&application_name=application-7' }],
    ['cmd with a trailing slash', { path: '/platform_api/', body: 'cmd=GetApplications&application_name=application-7' }],
    ['method in the path', { path: '/platform_api/GetApplications', body: 'application_name=application-7' }],
    ['method in the path with a trailing slash', { path: '/platform_api/GetApplications/', body: 'application_name=application-7' }],
    ['method in the path, GET', { verb: 'GET', path: '/platform_api/GetApplications/?application_name=application-7' }],
    ['query and body mixed', { path: '/platform_api/GetApplications?count=5', body: 'application_name=application-7' }],
  ];
  test.each(rows)('%s', async (_name, request) => {
    const { status, body } = await raw(world, request);
    expect({ status, count: body['total_count'] }).toEqual({ status: 200, count: 1 });
  });

  test('the vendor\'s client, which sends multipart in chunks', async () => {
    expect(await world.client.Applications.getApplications({ applicationName: 'application-7' })).toMatchObject({ totalCount: 1 });
  });

  test('no other path is the API', async () => {
    expect((await raw(world, { path: '/elsewhere' })).status).toBe(404);
  });
});

describe('[9.102] tokens', () => {
  const stranger = createServiceKey(createAccount());
  const rows: [string, number, TokenChange][] = [
    ['a good one', 0, {}],
    ['one that lives an hour', 0, { exp: 3600 }],
    ['one that lives longer', 454, { exp: 3601 }],
    ['one issued in the future', 455, { iat: 120, exp: 180 }],
    ['one that has expired', 456, { iat: -120, exp: -60 }],
    ['of another algorithm', 447, { alg: 'HS256' }],
    ['of an unknown key', 100, { kid: 'nobody' }],
    ['signed with another key', 100, { privateKey: stranger.private_key }],
    ['of another account', 100, { iss: 1 }],
  ];
  test.each(rows)('%s answers %i', async (_name, code, change) => {
    const authorization = `Bearer ${token(world.credentials, change)}`;
    expect(await codeOf(raw(world, { path: '/platform_api/GetAccountInfo', authorization }))).toBe(code);
  });

  test.each([['no header', null], ['no token', 'Bearer '], ['another scheme', 'Basic YTpi']])('%s answers 100', async (_name, authorization) => {
    expect(await codeOf(raw(world, { path: '/platform_api/GetAccountInfo', authorization }))).toBe(100);
  });

  test('what is no token answers 447', async () => {
    expect(await codeOf(raw(world, { path: '/platform_api/GetAccountInfo', authorization: 'Bearer a.b' }))).toBe(447);
    expect(await codeOf(raw(world, { path: '/platform_api/GetAccountInfo', authorization: 'Bearer a.b.c' }))).toBe(447);
  });

  test('a key without a role may ask who it is, and no more', async () => {
    const authorization = `Bearer ${token(createServiceKey(world.account, []))}`;
    expect(await codeOf(raw(world, { path: '/platform_api/GetAccountInfo', authorization }))).toBe(0);
    expect(await codeOf(raw(world, { path: '/platform_api/GetApplications', authorization }))).toBe(100);
  });
});

describe('[9.103] [9.104] refusals', () => {
  test('come with HTTP 200 and {error: {code, msg}}', async () => {
    const { status, body } = await call(world, 'GetRules', { application_id: 1 });
    expect(status).toBe(200);
    expect(body).toEqual({ error: { code: 116, msg: "The 'application_id' parameter is invalid." } });
  });

  test('102 without a command, 103 for an unknown one', async () => {
    expect(await codeOf(raw(world, { body: 'a=b' }))).toBe(102);
    expect(await codeOf(call(world, 'GetEverything'))).toBe(103);
  });

  test('485 names a missing parameter', async () => {
    expect((await call(world, 'AddApplication')).body.error).toEqual({ code: 485, msg: "The 'application_name' parameter is missing." });
  });

  test('a body beyond the limit is not read to its end', async () => {
    const request = raw(world, { path: '/platform_api/AddScenario', body: `scenario_script=${'x'.repeat(5_000_000)}` });
    await expect(request.then(({ status }) => status, () => 413)).resolves.toBe(413);
  });
});

describe('[9.105] [9.106] lists and values', () => {
  test('count 20 and offset 0 by default, total_count always', async () => {
    const { body } = await call(world, 'GetApplications');
    expect([(body.result as unknown[]).length, body['count'], body['total_count']]).toEqual([20, 20, 25]);
    const last = await call(world, 'GetApplications', { offset: 20 });
    expect([(last.body.result as unknown[]).length, last.body['total_count']]).toEqual([5, 25]);
  });

  test('ids joined by `;`, the word `all`, booleans as text', async () => {
    const { body } = await call(world, 'AddApplication', { application_name: 'lists', secure_record_storage: 'true' });
    const add = (name: string) => call(world, 'AddRule', { application_name: 'lists', rule_name: name, rule_pattern: name });
    const ids = [await add('a'), await add('b'), await add('c')].map((answer) => Number(answer.body['rule_id']));
    expect(body['secure_record_storage']).toBe(true);
    expect(await codeOf(call(world, 'ReorderRules', { rule_id: [...ids].reverse().join(';') }))).toBe(0);
    expect(await codeOf(call(world, 'DelRule', { rule_id: ids.slice(0, 2).join(';') }))).toBe(0);
    expect(world.account.ruleOrder.get(Number(body['application_id']))).toEqual(ids.slice(2));
    expect(await codeOf(call(world, 'DelRule', { rule_id: 'all', application_name: 'lists' }))).toBe(0);
    expect(world.account.ruleOrder.get(Number(body['application_id']))).toEqual([]);
  });
});
