import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError } from '../../scripts/config/problem';
import { readDay } from '../../scripts/simulate/day-file';
import { franchise, sample, toldOf } from './sample';

/** Paths of all problems of a config. */
function problems(change: (config: VoxConfig) => void): string[] {
  try {
    checkConfig(sample(change), 'voxfiles.config.ts');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path }) => path);
    throw error;
  }
}

const center = (config: VoxConfig) => {
  const found = config.franchises['center'];
  if (!found) throw new Error('the sample has a franchise center');
  return found;
};
const local = (config: VoxConfig) => {
  const found = config.environments['local'];
  if (!found) throw new Error('the sample has an environment local');
  return found;
};
const rule = (own: Partial<VoxConfig['rules'][number]>) => ({
  name: 'other', franchise: 'center', pattern: '74951234567', scenario: 'inbound', ...own,
});

test('a last rule that covers whatever is dialled is right: calls out go that way', () => {
  expect(problems((c) => {
    c.scenarios['outbound'] = { file: 'scenarios/outbound.ts' };
    c.rules = [...c.rules, rule({ name: 'outbound', pattern: '\\d+', scenario: 'outbound' })];
  })).toEqual([]);
});

test('a right config has no problem', () => {
  expect(problems(() => undefined)).toEqual([]);
});

describe('each mistake is told at its path', () => {
  const rows: [string, (config: VoxConfig) => void, string[]][] = [
    ['application name', (c) => { c.application.name = 'Sample!'; }, ['application.name']],
    ['unknown node', (c) => { local(c).node = 'NODE_14'; }, ['environments.local.node']],
    ['desk without TLS', (c) => { local(c).deskUrl = 'http://desk.example.com'; }, ['environments.local.deskUrl']],
    ['no session hosts', (c) => { local(c).sessionHosts = []; }, ['environments.local.sessionHosts']],
    ['rule of no franchise', (c) => { c.rules = [...c.rules, rule({ franchise: 'south', pattern: '78121234567' })]; }, ['rules[1].franchise']],
    ['rule of no scenario', (c) => { c.rules = [...c.rules, rule({ scenario: 'outbound', pattern: '7812.*' })]; }, ['rules[1].scenario']],
    ['operator of no franchise', (c) => { c.operators['op2'] = { displayName: 'Б', franchise: 'south' }; }, ['operators.op2.franchise']],
    ['operator with an unknown skill', (c) => { c.operators['op1'] = { displayName: 'А', franchise: 'center', skills: { en: 1 } }; }, ['operators.op1.skills.en']],
    ['the secret of the ERP under those of the cloud', (c) => { center(c).customers = { source: 'erp', url: 'https://erp.example.com', secret: 'KEY_1' }; }, ['franchises.center.customers.secret']],
    ['a franchise without operators', (c) => { c.operators = {}; }, ['franchises.center']],
    ['two rules of one name', (c) => { c.rules = [...c.rules, rule({ name: 'center', pattern: '7812.*' })]; }, ['rules']],
    ['user name too short', (c) => { c.operators['o1'] = { displayName: 'Б', franchise: 'center' }; }, ['operators.o1']],
    ['secret name', (c) => { c.secrets['1KEY'] = { fromEnv: 'X' }; }, ['secrets.1KEY']],
    ['missing desk key', (c) => { delete c.secrets['VOX_DESK_KEY_2']; }, ['secrets']],
    ['unknown region', (c) => { center(c).region = 'XX'; }, ['franchises.center.region']],
    ['national number', (c) => { center(c).numbers.push('9161234567'); }, ['franchises.center.numbers[1]', 'franchises.center.numbers[1]']],
    ['number without a rule', (c) => { center(c).numbers.push('74951234568'); }, ['franchises.center.numbers[1]']],
    ['shadowed rule', (c) => { c.rules = [...c.rules, rule({})]; }, ['rules[1]']],
    ['broken pattern', (c) => { c.rules = [...c.rules, rule({ pattern: '7(' })]; }, ['rules[1].pattern']],
    ['time zone', (c) => { center(c).timeZone = 'Moscow'; }, ['franchises.center.timeZone']],
    ['unknown voice', (c) => { center(c).call.goodbye = { text: 'До свидания', voice: 'Amazon.ru_RU_Nobody' }; }, ['franchises.center.call.goodbye.voice']],
    ['text too long to say', (c) => { center(c).call.goodbye = { text: 'я'.repeat(1501), voice: 'Amazon.ru_RU_Maxim' }; }, ['franchises.center.call.goodbye.text']],
    ['music that is no address', (c) => { center(c).call.music = { url: 'music.mp3' }; }, ['franchises.center.call.music.url']],
    ['ringing longer than waiting', (c) => { center(c).call.maxWaitSeconds = 15; }, ['franchises.center.call.ringSeconds']],
    ['queue gives up before the call', (c) => { center(c).queue.maxWaitSeconds = 60; }, ['franchises.center.queue.maxWaitSeconds']],
    ['warning after the limit', (c) => { center(c).call.wrapUp = { limitSeconds: 10, warnSeconds: 10 }; }, ['franchises.center.call.wrapUp']],
    ['settings of the other engine', (c) => { center(c).queue.acd = { priority: 1 }; }, ['franchises.center.queue.acd']],
    ['scenario name over 29 characters', (c) => { c.scenarios = { [`in${'x'.repeat(21)}`]: { file: 'a.ts' } }; c.rules = [rule({ scenario: `in${'x'.repeat(21)}` })]; }, ['franchises.center']],
  ];
  test.each(rows)('%s', (_, change, paths) => {
    expect(problems(change)).toEqual(paths);
  });

  test('all are told as recorded', async () => {
    await expect(toldOf(rows.map(([about, change]) => [about, sample(change)]))).toMatchFileSnapshot('told.txt');
  });

  test('levels of skills are refused where the engine has none', () => {
    const paths = problems((config) => {
      config.skills = { en: {} };
      center(config).queue = { engine: 'acd', name: 'center' };
      config.operators['op1'] = { displayName: 'А', franchise: 'center', skills: { en: 3 } };
    });
    expect(paths).toEqual(['operators.op1.skills.en']);
  });

  test('a number in two franchises, and two queues of one name', () => {
    const paths = problems((config) => {
      config.franchises['north'] = franchise({ numbers: ['74951234567'], queue: { engine: 'smartqueue', name: 'center' } });
      config.operators['op2'] = { displayName: 'Б', franchise: 'north' };
      config.rules = [...config.rules, rule({ name: 'north', franchise: 'north', pattern: '7812.*' })];
    });
    expect(paths).toEqual(['franchises', 'franchises', 'franchises.north.numbers[0]']);
  });
});

describe('the shape', () => {
  const rows: [string, unknown, string][] = [
    ['a misspelt setting', { ...sample(), franchisees: {} }, 'franchisees: there is no such setting'],
    ['a missing part', { ...sample(), rules: undefined }, 'rules: is missing'],
    ['a wrong type', { ...sample(), application: { name: 5 } }, 'application.name: expected string, received number'],
    ['a wrong value', sample((c) => { Object.assign(center(c).queue, { engine: 'queue' }); }), 'use "smartqueue" or "acd"'],
    ['a number out of range', sample((c) => { center(c).call.ringSeconds = 5; }), 'franchises.center.call.ringSeconds'],
    ['half a prompt', sample((c) => { Object.assign(center(c).call, { greeting: { text: 'Здравствуйте' } }); }), 'franchises.center.call.greeting'],
  ];
  test.each(rows)('%s', (_, config, message) => {
    expect(() => checkConfig(config, 'voxfiles.config.ts')).toThrow(message);
  });
});

test('one problem is told as one, and one of the whole file without a place', () => {
  const told = (config: unknown) => {
    try {
      return checkConfig(config, 'voxfiles.config.ts');
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(told(sample((config) => { local(config).node = 'NODE_14'; })))
    .toBe('voxfiles.config.ts has 1 problem:\n  environments.local.node: "NODE_14" is no node of Voximplant\n      → use NODE_1 … NODE_13; the account\'s node stands in its control panel');
  expect(told(undefined)).toBe('voxfiles.config.ts has 1 problem:\n  is missing\n      → add it: an object');
});

test('the shape of a day is told by the same words, with its own remedies', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'day-')), 'day.json');
  writeFileSync(file, JSON.stringify({ callsPerHour: [1], operators: [{ count: 1, from: '09:00', to: '18:00', lunch: 1 }] }));
  expect(() => readDay(file, 'day.json')).toThrow('day.json has 2 problems:\n  callsPerHour: it has 1 rates\n      → give 24, one for each hour from midnight on\n'
    + '  operators[0].lunch: there is no such setting\n      → correct its spelling or remove it; docs/simulation.md lists what there is');
});

test('all problems come at once, each with its remedy', () => {
  const wrong = sample((config) => {
    config.application.name = 'Sample!';
    local(config).node = 'NODE_14';
  });
  expect(() => checkConfig(wrong, 'voxfiles.config.ts')).toThrow(
    /has 2 problems:\n {2}application\.name: .*\n {6}→ use .*\n {2}environments\.local\.node: .*\n {6}→ /,
  );
});
