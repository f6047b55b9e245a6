import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EnvironmentConfig, VoxConfig } from '../../contracts/config';
import { checkConfig } from '../../scripts/config/check-config';
import { plan } from '../../scripts/commands/plan';
import { startProject, type Project } from '../apply/project';
import { ROOT, sourceFiles } from '../architecture/sources';
import { sample } from '../config/sample';

const usual: EnvironmentConfig = { node: 'NODE_1', deskUrl: null, sessionHosts: ['voximplant.com'], smartQueuePriority: 'larger-first' };

describe('R81 environments of one config', () => {
  const problemsWith = (environments: Record<string, Partial<EnvironmentConfig>>): string => {
    const change = (config: VoxConfig): void => {
      config.environments = Object.fromEntries(Object.entries(environments).map(([name, one]) => [name, { ...usual, ...one }]));
    };
    try {
      checkConfig(sample(change), 'voxfiles.config.ts');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each<[string, Record<string, Partial<EnvironmentConfig>>, RegExp]>([
    ['one account', { one: { account: 5 }, two: { account: 6 }, three: { account: 5 } }, /1 problem:\n {2}environments\.three\.account: "one" has the same, so both would deploy application "sample" into one account/],
    ['one key file', { one: { credentials: 'keys/a.json' }, two: { credentials: './keys//a.json' } }, /environments\.two\.credentials: "one" has the same/],
    ['one state file where capital letters make no difference', { Prod: {}, prod: {} }, /environments\.prod: on many machines it would share the state file of "Prod"/],
    ['a state file outside of its folder', { '../prod': {} }, /environments\.\.\.\/prod: its state is kept in a folder of this name, which cannot be/],
    ['the folder of something else', { desk: {}, Cache: {}, prod: {} }, /2 problems:\n {2}environments\.desk: its state would lie in \.vox\/desk, where vox keeps something else\n {6}→ give it another name, such as desk-1\n {2}environments\.Cache: /],
  ])('with %s are refused', (_what, environments, said) => {
    expect(problemsWith(environments)).toMatch(said);
  });

  test('with accounts or key files of their own pass, and with none stated too', () => {
    expect(problemsWith({ one: { account: 5 }, two: { account: 6 }, three: {}, four: {}, 'бой': { credentials: 'a.json' }, six: { credentials: 'b.json' } })).toBe('');
  });

  test.each(['.', '..', '.prod', 'prod.', 'prod ', ' prod', 'a/b', 'a\\b', 'a:b', 'con', 'NUL', 'aux.1', 'com1', 'LPT9.txt', 'p'.repeat(65), '-prod'])('called "%s" are refused: no folder can be called so everywhere', (name) => {
    expect(problemsWith({ [name]: {} })).toContain(`environments.${name}: its state is kept in a folder of this name, which cannot be`);
  });

  test.each(['p', 'p'.repeat(64), 'prod-1', 'prod.1', 'prod_', '1', 'бой', 'console', 'com', 'com10', 'a.con', 'desk-1', 'caches'])('called "%s" pass', (name) => {
    expect(problemsWith({ [name]: {} })).toBe('');
  });

  test('may not be called as any folder that vox itself keeps', () => {
    const kept = sourceFiles().flatMap((file) => [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/'\.vox(?:\/|', ')([a-z]+)/g)].map(([, folder = '']) => folder));
    const refused = [...new Set(kept)].filter((folder) => problemsWith({ [folder]: {} }) !== '');
    expect(kept).toEqual(expect.arrayContaining(['desk', 'desks', 'cache', 'bundles', 'recordings', 'emulators']));
    expect(refused).toEqual([...new Set(kept)].filter((folder) => folder !== 'local'));
  });

  test.each(['http://voximplant.com', 'voximplant.com.', 'com', 'пример.рф', '10.0.0.0/33', '10.0.0.0/', '::1/129', '10.0.0/8', 'a b.com', '*'])('sessionHosts with %s is refused', (host) => {
    expect(problemsWith({ one: { sessionHosts: ['voximplant.com', host] } })).toMatch(/environments\.one\.sessionHosts\[1\]: ".*" is neither the end of a host's name nor a range of addresses/);
  });

  test.each(['voximplant.com', '*.voximplant.com', '.Voximplant.com', '185.164.148.0/22', '127.0.0.1', '2001:db8::/32', 'xn--e1afmkfd.xn--p1ai'])('sessionHosts with %s passes', (host) => {
    expect(problemsWith({ one: { sessionHosts: [host] } })).toBe('');
  });
});

describe('R81 environments whose accounts show only at work', () => {
  let project: Project;
  beforeEach(async () => { project = await startProject(); });
  afterEach(() => project.server.close());

  /** As against the real cloud: no emulator of the environment's own, a key file. */
  const planWith = async (own: Partial<EnvironmentConfig>, other: Partial<EnvironmentConfig>): Promise<{ said: string; asked: number }> => {
    project.config.environments = { local: { ...usual, ...own }, prod: { ...usual, ...other } };
    project.save();
    Object.assign(project.env, { VOXIMPLANT_API_HOST: project.server.host });
    const { stderr } = await project.run(plan);
    return { said: stderr, asked: project.server.log.entries.length };
  };

  test('two key files of one account are refused before anything is asked', async () => {
    copyFileSync(project.keyFile, path.join(project.root, 'copy.json'));
    expect(await planWith({ credentials: project.keyFile }, { credentials: 'copy.json' })).toEqual({
      said: expect.stringMatching(/Environments "local" and "prod" both lead to account 4000001 and application "calls".* Use a key file of another account/) as string, asked: 0,
    });
  });

  test('so is the account to which the other one was deployed, by whatever key', async () => {
    const folder = path.join(project.root, '.vox/prod');
    mkdirSync(folder, { recursive: true });
    const state = (application: string): void => writeFileSync(path.join(folder, 'state.json'), JSON.stringify({
      version: 1, environment: 'prod', account: project.credentials.account_id, release: null, items: [{ kind: 'application', id: 1, name: application, fields: {} }],
    }));
    state('calls');
    expect((await planWith({ credentials: project.keyFile }, {})).said).toContain('Environments "local" and "prod" both lead to account 4000001');
    state('other-app');
    expect((await planWith({ credentials: project.keyFile }, {})).said).not.toContain('both lead to account');
  });
});
