import { expect, test } from 'vitest';
import type { CallConfig, FranchiseConfig, VoxConfig } from '../../contracts/config';
import { SESSION_LIMITS } from '../../contracts/platform-limits';
import { franchise, sample, toldOf } from './sample';

type Change = (center: FranchiseConfig, config: VoxConfig) => void;
const words = (text: string) => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const call = (own: Partial<CallConfig>): Change => (center) => void Object.assign(center.call, own);
const local = (own: Partial<VoxConfig['environments'][string]>): Change => (_, { environments }) => void Object.assign(environments['local'] ?? {}, own);
const hours = (weekly: NonNullable<FranchiseConfig['hours']>['weekly'], exceptions = {}): Change => (center) => { center.hours = { weekly, exceptions }; };
const number = (digits: string, region = 'RU'): Change => (center, config) => {
  center.region = region;
  center.numbers = [digits];
  config.rules = [{ name: 'all', franchise: 'center', pattern: '.*', scenario: 'inbound' }];
};
const rules = (...of: Partial<VoxConfig['rules'][number]>[]): Change => (_, config) => {
  config.rules = of.map((own, index) => ({ name: `r${index}`, franchise: 'center', pattern: '74951234567', scenario: 'inbound', ...own }));
};
/** Another franchise, with an operator and a rule of its own. */
const north = (queue: FranchiseConfig['queue'], skills = {}): Change => (_, config) => {
  config.franchises['north'] = franchise({ numbers: [], queue });
  config.operators['op2'] = { displayName: 'Б', franchise: 'north', skills };
  config.rules = [...config.rules, { name: 'north', franchise: 'north', pattern: '7812.*', scenario: 'inbound' }];
};
const all = (...changes: Change[]): Change => (center, config) => changes.forEach((change) => change(center, config));
const skills = (own: Record<string, 1 | 3>, ...known: string[]): Change => (_, config) => {
  config.skills = Object.fromEntries([...known, ...Object.keys(own)].map((name) => [name, {}]));
  Object.assign(config.operators['op1'] ?? {}, { skills: own });
};
const acd = (own: FranchiseConfig['queue']['acd'] = {}): Change => (center) => { center.queue = { engine: 'acd', name: 'center', acd: own }; };
const longest = SESSION_LIMITS.ttsChars;
type Environments = VoxConfig['environments'];
const environments = (of: Record<string, Partial<Environments[string]>>): Change => (_, config) => {
  const usual = config.environments['local'];
  config.environments = Object.fromEntries(Object.entries(of).map(([name, own]) => [name, { ...usual, ...own }])) as Environments;
};
const named = (...names: string[]): Change => environments(Object.fromEntries(names.map((name) => [name, {}])));
/** What a config says in places where the platform has a limit, in both engines. */
const values = (text: (most: number) => string, size: (most: number) => number): Change => (center, config) => {
  const skill = text(99);
  config.skills = { [skill]: { description: text(200) } };
  config.operators[text(50)] = { displayName: text(255), franchise: 'center', skills: { [skill]: 1 } };
  config.rules = [...config.rules, { name: text(99), franchise: 'center', pattern: '7', exclude: `[${text(65_533)}]`, scenario: text(22) }];
  config.scenarios[text(22)] = { file: 'a.ts' };
  config.secrets[text(64)] = { fromEnv: 'X' };
  Object.assign(center, { title: text(100) });
  Object.assign(center.queue, { name: text(100), maxSize: size(2_147_483_647), maxWaitSeconds: 300, smartQueue: { priority: size(100), description: text(200) } });
  config.franchises['north'] = franchise({ numbers: [], queue: { engine: 'acd', name: text(99).replace('x', 'y'), maxSize: size(1_000_000), maxWaitSeconds: 300,
    acd: { priority: size(1_000_000), serviceProbability: size(1), averageServiceTimeSeconds: size(1_000_000) } } });
  config.operators['op2'] = { displayName: 'Б', franchise: 'north' };
  config.rules = [...config.rules, { name: 'north', franchise: 'north', pattern: '7812.*', scenario: 'inbound' }];
};
const ofSkills = (count: number): Change => skills(Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, 1 as const])));
const many = (count: number, engine: 'smartqueue' | 'acd'): Change => (_, config) => {
  for (let n = 0; n < count; n += 1) config.franchises[`f${n}`] = franchise({ numbers: [], queue: { engine, name: `q${n}` } });
};
const people = (count: number): Change => (_, config) => {
  for (let n = 0; n < count; n += 1) config.operators[`user${n}`] = { displayName: 'Б', franchise: 'center' };
};

/** What is just right and what is just wrong. */
const EDGES: Readonly<Record<string, Change>> = {
  'the first node': local({ node: 'NODE_1' }), 'the last node': local({ node: 'NODE_13' }), 'a node before the first': local({ node: 'NODE_0' }),
  'no desk': all(local({ deskUrl: null, sessionHosts: [] }), (_, config) => { config.secrets = {}; }),
  'a desk without keys': (_, config) => { config.secrets = {}; },
  'a desk on this machine without TLS': local({ deskUrl: 'http://desk.localhost:8080/path' }), 'a desk whose name only begins as this machine': local({ deskUrl: 'http://127.0.0.1.example.com' }),
  'a desk on this machine by name': local({ deskUrl: 'http://localhost:8080' }), 'a desk on this machine by IPv6': local({ deskUrl: 'http://[::1]:8080' }), 'a desk on this machine by a long address': local({ deskUrl: 'http://127.10.20.30' }),
  'a number that is listed twice': (center) => void center.numbers.push('+7 495 123-45-67'),
  'a desk with a query of nothing': local({ deskUrl: 'https://desk.example.com/?' }), 'a desk with a mark of nothing': local({ deskUrl: 'https://desk.example.com/#' }),
  'a desk by another protocol': local({ deskUrl: 'ftp://desk.example.com' }), 'a user alone': local({ deskUrl: 'https://user@desk.example.com' }), 'a password alone': local({ deskUrl: 'https://:pw@desk.example.com' }),
  'a desk with everything': local({ deskUrl: ' http://user:pw@desk.example.com/?a=b#c ' }), 'a space inside': local({ deskUrl: 'https://desk.example.com/a b' }),
  'an ERP without TLS': (center) => { center.customers = { source: 'erp', url: 'http://erp.example.com', secret: 'ERP' }; },
  'the secret of the ERP by its name': (center, config) => { center.customers = { source: 'erp', url: 'https://erp.example.com', secret: 'ERP' }; config.secrets['ERP'] = { fromEnv: 'OTHER' }; },
  'an origin': (center) => { center.desk = { origins: ['https://ERP.example.com'] }; }, 'an origin with a path': (center) => { center.desk = { origins: ['https://erp.example.com', 'https://erp.example.com/path'] }; },
  'music with a query': call({ music: { url: 'http://example.com/m.mp3?a=b' } }), 'music with a mark': call({ music: { url: 'https://example.com/m.mp3#a' } }),
  'ringing as long as waiting': call({ ringSeconds: 300 }), 'ringing a second longer': call({ ringSeconds: 301 }),
  'a queue as patient as the call': (center) => { center.queue.maxWaitSeconds = 300; }, 'a queue a second less patient': (center) => { center.queue.maxWaitSeconds = 299; },
  'a warning a second before the limit': call({ wrapUp: { limitSeconds: 10, warnSeconds: 9 } }), 'a warning and no limit': call({ wrapUp: { warnSeconds: 9 } }),
  'the longest text': call({ goodbye: words('я'.repeat(longest)) }), 'a letter more': call({ greeting: words('я'.repeat(longest + 1)) }),
  'the longest text with a number': call({ callback: { digit: '1', confirm: words(`{number}${'я'.repeat(longest - 29)}`) } }),
  'the longest text with a place': call({ announcements: { position: words(`{position} {minutes}${'я'.repeat(longest - 9)}`), firstSeconds: 20, everySeconds: 60 } }),
  'a text with a place, a letter more': call({ announcements: { position: words(`{position} {minutes}${'я'.repeat(longest - 8)}`), firstSeconds: 20, everySeconds: 60 } }),
  'a voice like another': call({ operatorLost: { text: 'я', voice: 'Google.ru_RU_Wavenet' } }), 'a voice like none': call({ operatorLost: { text: 'я', voice: '§' } }),
  'universal time': (center) => { center.timeZone = 'UTC'; }, 'a zone by letters': (center) => { center.timeZone = 'EST'; }, 'a zone of nowhere': (center) => { center.timeZone = 'Europe/Nowhere'; },
  'hours that touch': hours({ mon: [{ from: '09:00', to: '12:00' }, { from: '12:00', to: '18:00' }] }), 'hours that touch, the later first': hours({ mon: [{ from: '12:00', to: '18:00' }, { from: '09:00', to: '12:00' }] }),
  'hours inside others': hours({ mon: [{ from: '09:00', to: '18:00' }, { from: '10:00', to: '11:00' }] }), 'hours of no length': hours({ mon: [{ from: '09:00', to: '09:00' }] }),
  'hours of a day apart': hours({ mon: [{ from: '09:00', to: '18:00' }], tue: [] }, { '2026-12-31': [{ from: '18:00', to: '09:00' }] }), 'days without hours': hours({ mon: [], tue: [] }),
  'a way out that is one voicemail': call({ exits: { timeout: [{ kind: 'voicemail', intro: words('Говорите'), maxSeconds: 60 }] } }),
  'a way out that ends twice': call({ exits: { timeout: [{ kind: 'say', prompt: words('Жаль') }, { kind: 'end' }, { kind: 'end' }] } }),
  'a way out to the own queue and to one of the other engine': all(north({ engine: 'acd', name: 'north' }), call({ exits: { timeout: [{ kind: 'queue', name: 'center', maxWaitSeconds: 60 }, { kind: 'queue', name: 'north', maxWaitSeconds: 60 }, { kind: 'end' }] } })),
  'a way out to a number with words': call({ exits: { timeout: [{ kind: 'number', number: 'none', ringSeconds: 20 }, { kind: 'end' }] } }),
  'callers on both lists, some of them none': call({ callers: { urgent: ['8 916 123-45-67', '1'], blocked: ['+79161234568', '2', '1'] } }),
  'a route of the number as it is written': call({ routes: { '+7 495 123-45-67': {} } }), 'a route to no queue': call({ routes: { 74951234567: { queue: 'nowhere' } } }),
  'one operator a second less than the caller waits': call({ lastOperatorFirst: { seconds: 299 } }),
  'a region in small letters': number('74951234567', 'ru'), 'a number with the prefix of the region': number('89161234567'), 'a number without the country': number('9161234567'),
  'a short number': number('123456'), 'a number of seven digits': number('1234567'), 'a number of sixteen digits': number('1234567890123456'), 'a number that begins with nought': number('0123456789'),
  'a number of a region without a prefix': number('21234567', 'NO'), 'a number of a region that there is not': number('9161234567', 'XX'),
  'a rule with an optional plus': rules({ pattern: '+?74951234567' }), 'a rule that leaves the number out': rules({ pattern: '7.*', exclude: '7495.*' }), 'a rule that leaves another out': rules({ pattern: '7.*', exclude: '7496.*' }),
  'a broken exclusion': rules({ exclude: '7(' }), 'a pattern too large to be used': rules({ pattern: '(?:7{1,1000}){1000}' }), 'a part of the number': rules({ pattern: '7495' }),
  'a list of which one is reached': all((center) => void center.numbers.push('78121234567'), rules({}, { pattern: '74951234567|78121234567' })), 'a list of which none is reached': all((center) => void center.numbers.push('78121234567'), rules({ pattern: '7.*' }, { pattern: '74951234567|78121234567' })),
  'a list of numbers of nobody': rules({}, { pattern: '79990000000' }), 'a rule that is no list and is not reached': rules({}, { pattern: '7495123456.' }),
  'a rule of another franchise in the way': all(north({ engine: 'smartqueue', name: 'north' }), rules({ franchise: 'north', pattern: '7.*' }, {})),
  'two names of one scenario': (_, config) => {
    config.scenarios = { 'in': { file: 'a.ts' }, 'in-a': { file: 'b.ts' } };
    config.franchises = { 'a-b': config.franchises['center'] ?? franchise({ numbers: [], queue: { engine: 'smartqueue', name: 'q' } }), b: franchise({ numbers: [], queue: { engine: 'smartqueue', name: 'b' } }) };
    config.operators = { op1: { displayName: 'А', franchise: 'a-b' }, op2: { displayName: 'Б', franchise: 'b' } };
    config.rules = [{ name: 'one', franchise: 'a-b', pattern: '7.*', scenario: 'in' }, { name: 'two', franchise: 'b', pattern: '8.*', scenario: 'in-a' }];
  },
  'one scenario of two franchises as it is': all(north({ engine: 'smartqueue', name: 'north' }), (_, { scenarios }) => { scenarios['inbound'] = { file: 'a.js', asIs: true }; }),
  'a scenario as it is with the name that another gets': (_, config) => {
    config.scenarios['inbound-center'] = { file: 'a.js', asIs: true };
    config.rules = [...config.rules, { name: 'other', franchise: 'center', pattern: '8.*', scenario: 'inbound-center' }];
  },
  'two queues of one name and engine': north({ engine: 'smartqueue', name: 'center' }),
  'levels on a SmartQueue': skills({ en: 3 }), 'levels on ACD v1, and settings of the other engine': all(acd(), skills({ en: 3, fr: 1 }), (center) => { center.queue.smartQueue = { priority: 1 }; }),
  'levels of another franchise': all(acd(), north({ engine: 'smartqueue', name: 'north' }, { en: 3 }), skills({ en: 1 })),
  'skills of an ACD v1 queue, one unknown': all(acd({ skills: ['en', 'fr'] }), skills({ en: 1 })), 'skills of an ACD v1 queue that nobody has together': all(acd({ skills: ['en', 'fr'] }), skills({ en: 1 }, 'fr')),
  'skills of an ACD v1 queue, others have them': all(acd({ skills: ['en'] }), north({ engine: 'smartqueue', name: 'north' }, { en: 1 }), skills({ en: 1 })),
  'skills of an ACD v1 queue, others have them, not bound by the platform': all(acd({ skills: ['en'], autoBinding: false }), north({ engine: 'smartqueue', name: 'north' }, { en: 1 }), skills({ en: 1 })),
  'a route that asks for a level that somebody has': all(skills({ en: 3 }), call({ routes: { 74951234567: { skills: { en: 3 } } } })), 'a route that asks for two levels': all(skills({ en: 3, fr: 1 }), call({ routes: { 74951234567: { skills: { en: 3, fr: 3 } } } })),
  'a route to another queue whose people lack the skill': all(north({ engine: 'smartqueue', name: 'north' }), skills({ en: 3 }), call({ routes: { 74951234567: { queue: 'north', skills: { en: 1 } } } })),
  'a route that asks for a skill beside those of its queue': all(acd({ skills: ['en'] }), skills({ en: 1 }, 'fr'), call({ routes: { 74951234567: { skills: { fr: 1 } } } })),
  'a derived queue with the name of another': all(acd(), skills({ en: 1 }), north({ engine: 'acd', name: 'center.en' }), call({ routes: { 74951234567: { skills: { en: 1 } } } })),
  'environments that may be called so': named('p', 'p'.repeat(64), 'prod-1', 'prod.1', 'prod_', '1', 'бой', 'console', 'a.con', 'com10', 'desk-1', 'strasse', 'straße'),
  'environments that may not be called so': named('.', '..', '.prod', 'prod.', 'prod ', 'a/b', 'con', 'LPT9.txt', 'p'.repeat(65), '-prod'),
  'environments called as folders': named('desk', 'Cache', 'desks', 'local'), 'environments that differ in capital letters': named('Prod', 'prod', 'PROD', 'test'),
  'environments of one account, and of one key': environments({ one: { account: 5, credentials: 'a.json' }, two: { account: 6, credentials: 'b.json' }, three: { account: 5, credentials: './a.json' } }),
  'environments of one key': environments({ one: { credentials: 'keys/a.json' }, two: { credentials: 'b.json' }, three: { credentials: './keys//a.json' } }), 'environments without accounts': environments({ one: {}, two: {}, three: { account: 5 } }),
  'hosts of sessions that can be': local({ sessionHosts: ['voximplant.com', '*.a.example', '.Voximplant.com', '10.0.0.0/8', '127.0.0.1', '10.0.0.0/32', '2001:db8::/32', '::1/128', '::1/33', 'xn--e1afmkfd.xn--p1ai'] }),
  'hosts of sessions that cannot be': local({ sessionHosts: ['http://voximplant.com', 'voximplant.com.', 'com', 'пример.рф', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '10.0.0.0/a8', '10.0.0.0/8a', '10.0.0.0/0008', '10.0.0/8', 'a b.com', '*', '*voximplant.com', 'voximplant.com/8', '-a.com', 'a.-b'] }),
  'a secret of the desk': (_, config) => { config.secrets['MINE'] = { fromEnv: 'DATABASE_URL' }; },
  'values as long and as large as the platform takes': values((most) => 'x'.repeat(most), (most) => most), 'values that are longer and larger': values((most) => 'x'.repeat(most + 1), (most) => most + 1),
  'values that are smaller': all(acd({ priority: -1, serviceProbability: 0.4 }), north({ engine: 'smartqueue', name: 'north', smartQueue: { priority: 0 } })),
  'a description and a skill level of one engine alone': all((center) => Object.assign(center.queue, { smartQueue: { description: 'd'.repeat(201) } }), skills({ ['s'.repeat(101)]: 3 })),
  'long names of skills of ACD v1': all(acd(), skills({ ['s'.repeat(99)]: 1 })), 'longer names of skills of ACD v1': all(acd(), skills({ ['s'.repeat(100)]: 1 })),
  'a derived queue whose name is too long': all(acd(), skills({ ['s'.repeat(99)]: 1 }), call({ routes: { 74951234567: { skills: { ['s'.repeat(99)]: 1 } } } })),
  'an application and a user with other letters': (_, config) => { config.application.name = 'Звонки'; config.operators['Анна'] = { displayName: 'Анна', franchise: 'center' }; },
  'five skills of an operator': ofSkills(5), 'six skills of an operator': ofSkills(6), 'six skills of an operator of ACD v1': all(acd(), ofSkills(6)),
  'six skills of an operator of ACD v1 beside a SmartQueue': all(acd(), north({ engine: 'smartqueue', name: 'north' }), ofSkills(6)),
  'as many operators as an account takes': people(999), 'an operator more': people(1000),
  'names that nobody can read': (center, config) => {
    center.title = ' ';
    center.queue.name = 'a\u0085b';
    config.rules = [{ name: 'half \ud83d', franchise: 'center', pattern: '74951234567', scenario: 'inbound' }];
    config.skills = { '\u00a0': {}, 'a\u2028b': {} };
    config.operators['op1'] = { displayName: 'two\nlines', franchise: 'center' };
  },
  'no franchise at all': (_, config) => { config.franchises = {}; }, 'an ERP that is asked below a path': (center) => { center.customers = { source: 'erp', url: 'https://erp.example.com/api', secret: 'ERP' }; },
  'callers of no list': call({ callers: { hidden: 'refuse' } }), 'a caller inside of other words': call({ callers: { urgent: ['tel 89161234567'] } }),
  'callers of a region that there is not': all((center) => { center.region = 'XX'; }, call({ callers: { urgent: ['+79161234567'] } })),
  'a rule of two numbers, each taken by another': all((center) => void center.numbers.push('78121234567'), rules({ pattern: '74951234567' }, { pattern: '7812.*' }, { pattern: '74951234567|78121234567' })),
  'a rule whose plus stands inside': rules({ pattern: '7+?4951234567' }), 'an exclusion of everything': rules({ exclude: '.*' }),
  'two derived queues of one name': all(acd(), skills({ op1: 1 }), call({ routes: { 74951234567: { skills: { op1: 1 } } }, lastOperatorFirst: { seconds: 20 } })),
  'an operator with a skill that there is and one that there is not': (_, config) => { config.skills = { en: {} }; Object.assign(config.operators['op1'] ?? {}, { skills: { en: 1, fr: 1 } }); },
  'a route without skills to a queue whose skills nobody has': all(acd({ skills: ['en', 'fr'] }), skills({ en: 1 }, 'fr'), call({ routes: { 74951234567: {} } })),
  'a route whose people have the skill of their queue as well': all(acd({ skills: ['en'] }), skills({ en: 1, fr: 1 }), call({ routes: { 74951234567: { skills: { fr: 1 } } } })),
  'a way out that ends early': call({ exits: { timeout: [{ kind: 'voicemail', intro: words('Говорите'), maxSeconds: 60 }, { kind: 'say', prompt: words('Жаль') }, { kind: 'end' }], closed: [] } }),
  'a franchise that nothing leads to': (_, config) => { config.franchises['north'] = franchise({ numbers: [], queue: { engine: 'smartqueue', name: 'north' } }); },
  'an operator and a rule of no franchise, of two that there are': all(north({ engine: 'smartqueue', name: 'north' }), (_, config) => {
    config.operators['op3'] = { displayName: 'В', franchise: 'south' };
    config.rules = [...config.rules, { name: 'south', franchise: 'south', pattern: '9.*', scenario: 'outbound' }];
  }),
};

test('what is just right and what is just wrong is told as recorded', async () => {
  const configs = Object.entries(EDGES).map(([about, change]) => [about, sample((config) => {
    if (config.franchises['center']) change(config.franchises['center'], config);
  })] as const);
  await expect(toldOf(configs)).toMatchFileSnapshot('told-edges.txt');
});

test('as many SmartQueues as an application takes, and one more', () => {
  const told = (count: number, engine: 'smartqueue' | 'acd') => toldOf([['queues', sample((config) => {
    if (config.franchises['center']) many(count, engine)(config.franchises['center'], config);
  })]]).split('\n').filter((line) => line.startsWith('franchises: there are'));
  expect([told(999, 'smartqueue'), told(1000, 'acd')]).toEqual([[], []]);
  expect(told(1000, 'smartqueue')).toEqual(['franchises: there are 1001; the platform takes 1000 → give some franchises an account of their own']);
});

test('a config of a wrong shape is told as recorded', async () => {
  const whole = sample();
  const center = whole.franchises['center'];
  const shapes: Record<string, unknown> = {
    'nothing': undefined, 'a list': [], 'without its parts': {}, 'settings that there are not': { ...whole, franchisees: {}, more: 1 },
    'deep': { ...whole, franchises: { 'a b': { ...center, call: { ...center?.call, ringSeconds: '20', reject: { default: 'no' } } } } },
    'of several shapes none': { ...whole, franchises: { center: { ...center, customers: { source: 'crm' }, call: { ...center?.call, greeting: 5 } } } },
    'of several shapes almost one': { ...whole, franchises: { center: { ...center, customers: { source: 'erp', url: 5, secret: 'X' }, call: { ...center?.call, greeting: { text: '' } } } } },
    'no word that tells the shapes apart': { ...whole, franchises: { center: { ...center, customers: {}, call: { ...center?.call, exits: { closed: [{ kind: 'hangup' }, {}] }, menu: { prompt: {}, choices: { 1: { skills: { en: 6 } } } } } } } },
    'a rule in a list': { ...whole, rules: [...whole.rules, { name: '', pattern: 5 }] }, 'numbers': { ...whole, environments: { local: { ...whole.environments['local'], account: 1.5, retentionDays: 0 } } },
    'a level that there is not': { ...whole, operators: { op1: { displayName: 'А', franchise: 'center', skills: { en: 6 } } } },
  };
  await expect(toldOf(Object.entries(shapes))).toMatchFileSnapshot('told-shapes.txt');
});
