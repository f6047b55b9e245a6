import { describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError } from '../../scripts/config/problem';
import { sample } from '../config/sample';

function problems(change: (config: VoxConfig) => void): string[] {
  try {
    checkConfig(sample(change), 'voxfiles.config.ts');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, what }) => `${path}: ${what}`);
    throw error;
  }
}
const center = (config: VoxConfig, own: object) => Object.assign(config.franchises['center'] ?? {}, own);
const call = (config: VoxConfig, own: object) => Object.assign(config.franchises['center']?.call ?? {}, own);

/** Every address that a config may hold, with its path. */
const ADDRESSES: [string, (config: VoxConfig, url: string) => void, 'asks' | 'plain' | 'origin'][] = [
  ['environments.local.deskUrl', (c, deskUrl) => Object.assign(c.environments['local'] ?? {}, { deskUrl }), 'plain'],
  ['franchises.center.customers.url', (c, url) => center(c, { customers: { source: 'erp', url, secret: 'ERP' } }), 'plain'],
  ['franchises.center.desk.origins[0]', (c, url) => center(c, { desk: { origins: [url] } }), 'origin'],
  ['franchises.center.call.music.url', (c, url) => call(c, { music: { url } }), 'asks'],
  ['franchises.center.call.greeting.url', (c, url) => call(c, { greeting: { url } }), 'asks'],
  ['franchises.center.call.exits.closed[0].prompt.url', (c, url) => call(c, { exits: { closed: [{ kind: 'say', prompt: { url } }, { kind: 'end' }] } }), 'asks'],
];

describe.each(ADDRESSES)('C11 %s', (path, put, kind) => {
  const said = (url: string) => problems((config) => put(config, url));

  test('C11 whole addresses are taken', () => {
    expect([said('https://one.example.com'), said('https://one.example.com:8443'), said('http://one.localhost'), said('http://127.0.0.1:8080')]).toEqual([[], [], [], []]);
    if (kind !== 'origin') expect(said('https://one.example.com/a/b')).toEqual([]);
  });

  test.each([
    ['a space behind it', 'https://one.example.com '], ['a line break', 'https://one.example.com\n'], ['a mark', '\uFEFFhttps://one.example.com'],
    ['a password', 'https://user:pw@one.example.com'], ['a user', 'https://user@one.example.com'],
    ['a hash', 'https://one.example.com/#a'], ['an empty hash', 'https://one.example.com/#'], ['no scheme', 'one.example.com'], ['another scheme', 'ftp://one.example.com'],
  ])('C11 %s is refused', (_, url) => {
    const found = said(url);
    expect(found).toEqual([expect.stringContaining(`${path}: `)]);
    expect(found.join()).not.toContain('pw');
  });

  test('C11 a query is refused where paths are put behind it, and http where it is not this machine', () => {
    expect(said('https://one.example.com/?a=1')).toHaveLength(kind === 'asks' ? 0 : 1);
    expect(said('http://one.example.com')).toHaveLength(kind === 'asks' ? 0 : 1);
  });
});

test('C11 an origin is no page', () => {
  expect(problems((c) => center(c, { desk: { origins: ['https://erp.example.com/'] } }))).toEqual(['franchises.center.desk.origins[0]: an origin is scheme, host and port alone']);
});

test.each(['4721234567', '84912345678', '48221234567', '380441234567'])('C13 %s is taken in the region RU: it is valid with a plus', (number) => {
  expect(problems((config) => {
    config.franchises['center']?.numbers.push(number);
    config.rules = [{ name: 'center', franchise: 'center', pattern: `74951234567|${number}`, scenario: 'inbound' }];
  })).toEqual([]);
});

test.each([['GB', '442079460000'], ['RO', '40212345678'], ['TW', '886212345678']])('C13 the region %s, whose metadata name no prefix of their own, is taken', (region, number) => {
  expect(problems((config) => {
    Object.assign(config.franchises['center'] ?? {}, { region, numbers: [number] });
    config.rules = [{ name: 'center', franchise: 'center', pattern: number, scenario: 'inbound' }];
  })).toEqual([]);
});

test('C13 what is valid only in the region is still explained', () => {
  expect(problems((config) => {
    config.franchises['center']?.numbers.push('9161234567');
    config.rules = [{ name: 'center', franchise: 'center', pattern: '74951234567|9161234567', scenario: 'inbound' }];
  })).toEqual(['franchises.center.numbers[1]: "9161234567" is no international number']);
});

describe('C27 the secret of the ERP is the desk\'s', () => {
  const erp = { customers: { source: 'erp', url: 'https://erp.example.com', secret: 'ERP_API_NORTH' } };

  test('C27 it need not stand under the secrets of the cloud', () => {
    const { secrets } = checkConfig(sample((config) => center(config, erp)), 'voxfiles.config.ts');
    expect(secrets.map(({ name }) => name)).toEqual(['VOX_DESK_KEY_1', 'VOX_DESK_KEY_2']);
  });

  test.each([['by its name', { ERP_API_NORTH: { fromEnv: 'OTHER' } }], ['by its variable', { OTHER: { fromEnv: 'ERP_API_NORTH' } }]])('C27 and must not, %s: it would be uploaded', (_, secrets) => {
    expect(problems((config) => {
      center(config, erp);
      Object.assign(config.secrets, secrets);
    })).toEqual([expect.stringMatching(/^franchises\.center\.customers\.secret: .*uploaded to the cloud/)]);
  });

  test.each(['OPERATOR_KEY', 'DATABASE_URL', 'PGPASSWORD', 'ERP_SIGN_IN_SECRET_CENTER', 'ERP_SIGN_IN_SECRET_OF_NOBODY'])('C27 nor may %s, which is the desk\'s as well', (fromEnv) => {
    expect(problems((config) => { config.secrets['MINE'] = { fromEnv }; })).toEqual([expect.stringMatching(new RegExp(`^secrets\\.MINE: it would upload ${fromEnv}, .*, to the cloud$`))]);
  });

  test.each(['MY_OPERATOR_KEY', 'OPERATOR_KEY_2', 'DATABASE_URL_OF_OTHERS', 'MY_DATABASE_URL', 'PGPASSWORDS', 'ERP_SIGN_IN_PUBLIC_KEY_CENTER', 'MY_ERP_SIGN_IN_SECRET_'])('C27 %s is a variable like another', (fromEnv) => {
    expect(problems((config) => { config.secrets['MINE'] = { fromEnv }; })).toEqual([]);
  });
});
