import { describe, expect, test } from 'vitest';
import type { CallConfig, FranchiseConfig, VoxConfig } from '../../contracts/config';
import { acdQueues } from '../../scripts/config/acd-queues';
import { callSettings } from '../../scripts/config/call-settings';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError, type Problem } from '../../scripts/config/problem';
import { environmentOf } from '../../scripts/config/read-config';
import { franchise, sample, toldOf } from './sample';

const words = (text: string) => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const confirm = words('Перезвонить на {number}?');
const mail = { kind: 'voicemail' as const, intro: words('Говорите'), maxSeconds: 60 };

function config(change: (center: FranchiseConfig, config: VoxConfig) => void): VoxConfig {
  return sample((written) => {
    const center = written.franchises['center'];
    if (!center) throw new Error('the sample has a franchise center');
    change(center, written);
  });
}

const call = (own: Partial<CallConfig>) => (center: FranchiseConfig) => void Object.assign(center.call, own);

function problems(written: VoxConfig): readonly Problem[] {
  try {
    checkConfig(written, 'voxfiles.config.ts');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const EXITS = 'franchises.center.call.exits';
const MENU = 'franchises.center.call.menu.choices';
type Skills = Record<string, 1 | 2 | 3 | 4 | 5>;
const person = (skills: Skills) => ({ displayName: 'Анна', franchise: 'center', skills });
const menu = (skills: Skills) => call({ menu: { prompt: words('Выберите'), choices: { 1: { skills } } } });
const learn = (written: VoxConfig, level: 1 | 3) => {
  written.skills = { english: {} };
  written.operators['op1'] = person({ english: level });
};
const onAcd = (center: FranchiseConfig, skills?: string[]) => {
  center.queue = { engine: 'acd', name: 'center', ...(skills ? { acd: { skills } } : {}) };
};
const addNorth = (written: VoxConfig, queue = 'north') => {
  written.franchises['north'] = franchise({ numbers: ['78121234567'], queue: { engine: 'acd', name: queue } });
  written.rules = [...written.rules, { name: 'north', franchise: 'north', pattern: '78121234567', scenario: 'inbound' }];
};

describe('a contradiction is a build error at its path, with what to do', () => {
  const rows: [string, (center: FranchiseConfig, config: VoxConfig) => void, string][] = [
    ['a way out without an end', call({ exits: { timeout: [{ kind: 'say', prompt: words('Жаль') }] } }), `${EXITS}.timeout`],
    ['an empty way out', call({ exits: { offline: [] } }), `${EXITS}.offline`],
    ['a step behind the end', call({ exits: { closed: [{ kind: 'end' }, mail] } }), `${EXITS}.closed[1]`],
    ['a call back that is not described', call({ exits: { timeout: [{ kind: 'callback' }, { kind: 'end' }] } }), `${EXITS}.timeout[0]`],
    ['a queue that is not there', call({ exits: { timeout: [{ kind: 'queue', name: 'nord', maxWaitSeconds: 60 }, { kind: 'end' }] } }), `${EXITS}.timeout[0].name`],
    ['a number that is none', call({ exits: { timeout: [{ kind: 'number', number: '12', ringSeconds: 20 }, { kind: 'end' }] } }), `${EXITS}.timeout[0].number`],
    ['a number of the franchise itself', call({ exits: { timeout: [{ kind: 'number', number: '8 495 123-45-67', ringSeconds: 20 }, { kind: 'end' }] } }), `${EXITS}.timeout[0].number`],
    ['a voice deep in a way out', call({ exits: { closed: [{ ...mail, intro: { text: 'Говорите', voice: 'Nobody' } }] } }), `${EXITS}.closed[0].intro.voice`],
    ['a sound that is no address', call({ exits: { closed: [{ ...mail, tone: { url: 'tone.mp3' } }] } }), `${EXITS}.closed[0].tone.url`],
    ['a text too long once the number is filled in', call({ callback: { digit: '1', confirm: words(`{number}${'я'.repeat(1490)}`) } }), 'franchises.center.call.callback.confirm.text'],
    ['a callback digit that is none', call({ callback: { digit: '#', confirm } }), 'franchises.center.call.callback.digit'],
    ['a menu without choices', call({ menu: { prompt: words('Выберите'), choices: {} } }), 'franchises.center.call.menu.choices'],
    ['a menu to nowhere', call({ menu: { prompt: words('Выберите'), choices: { 1: { queue: 'nord' } } } }), 'franchises.center.call.menu.choices.1.queue'],
    ['a skill that nobody knows', call({ menu: { prompt: words('Выберите'), choices: { 1: { skills: { english: 1 } } } } }), 'franchises.center.call.menu.choices.1.skills.english'],
    ['a skill that nobody has', (center, written) => { written.skills = { english: {} }; call({ menu: { prompt: words('Выберите'), choices: { 1: { skills: { english: 1 } } } } })(center); }, 'franchises.center.call.menu.choices.1.skills.english'],
    ['a route of a strange number', call({ routes: { '74950000000': {} } }), 'franchises.center.call.routes.74950000000'],
    ['a listed caller that is no number', call({ callers: { urgent: ['12'] } }), 'franchises.center.call.callers.urgent[0]'],
    ['a caller urgent and blocked', call({ callers: { urgent: ['+79161234567'], blocked: ['8 916 123-45-67'] } }), 'franchises.center.call.callers'],
    ['announcements more often than anybody wants', call({ announcements: { position: words('{position}'), firstSeconds: 20, everySeconds: 5 } }), 'franchises.center.call.announcements.everySeconds'],
    ['never open', (center) => { center.hours = { weekly: {} }; }, 'franchises.center.hours.weekly'],
    ['closes before it opens', (center) => { center.hours = { weekly: { mon: [{ from: '18:00', to: '09:00' }] } }; }, 'franchises.center.hours.weekly.mon[0]'],
    ['overlapping hours', (center) => { center.hours = { weekly: { mon: [{ from: '09:00', to: '18:00' }, { from: '12:00', to: '20:00' }] } }; }, 'franchises.center.hours.weekly.mon[1]'],
    ['a time that is none', (center) => { center.hours = { weekly: { mon: [{ from: '9', to: '18:00' }] } }; }, 'franchises.center.hours.weekly.mon[0].from'],
    ['a holiday that is no day', (center) => { center.hours = { weekly: { mon: [{ from: '09:00', to: '18:00' }] }, holidays: ['1 May'] }; }, 'franchises.center.hours.holidays[0]'],
    ['a skill that is known and that nobody has at that level', (center, written) => { learn(written, 3); menu({ english: 4 })(center); }, `${MENU}.1.skills.english`],
    ['two skills that nobody has together', (center, written) => {
      written.skills = { english: {}, payments: {} };
      Object.assign(written.operators, { op1: person({ english: 1 }), op2: person({ payments: 1 }) });
      menu({ english: 1, payments: 1 })(center);
    }, `${MENU}.1.skills`],
    ['a level on ACD v1', (center, written) => { onAcd(center); learn(written, 1); menu({ english: 2 })(center); }, `${MENU}.1.skills.english`],
    ['an ACD v1 queue of an unknown skill', (center) => onAcd(center, ['english']), 'franchises.center.queue.acd.skills'],
    ['an ACD v1 queue of a skill that nobody has', (center, written) => { written.skills = { english: {} }; onAcd(center, ['english']); }, 'franchises.center.queue.acd.skills'],
    ['an ACD v1 queue that the platform would fill with another franchise', (center, written) => {
      learn(written, 1);
      onAcd(center, ['english']);
      addNorth(written);
      written.operators['op4'] = { displayName: 'Глеб', franchise: 'north', skills: { english: 1 } };
    }, 'franchises.center.queue.acd.skills'],
    ['a queue of the name that a set of skills would get', (center, written) => {
      onAcd(center);
      learn(written, 1);
      menu({ english: 1 })(center);
      addNorth(written, 'center.english');
      written.operators['op4'] = { displayName: 'Глеб', franchise: 'north' };
    }, `${MENU}.1`],
    ['skills whose queue would have too long a name', (center, written) => {
      const skill = 'x'.repeat(95);
      onAcd(center);
      written.skills = { [skill]: {} };
      written.operators['op1'] = person({ [skill]: 1 });
      menu({ [skill]: 1 })(center);
    }, `${MENU}.1`],
    ['one operator looked for as long as the caller waits', call({ lastOperatorFirst: { seconds: 300 } }), 'franchises.center.call.lastOperatorFirst.seconds'],
  ];
  test.each(rows)('%s', (_name, change, path) => {
    const found = problems(config(change));
    expect(found.map((problem) => problem.path)).toEqual([path]);
  });

  test('all are told as recorded', async () => {
    await expect(toldOf(rows.map(([about, change]) => [about, config(change)]))).toMatchFileSnapshot('told-callers.txt');
  });
});

test('everything at once is right, and reaches the settings in the scenario’s units', () => {
  const written = config((center, whole) => {
    whole.skills = { english: {} };
    whole.operators['op1'] = { displayName: 'Анна', franchise: 'center', skills: { english: 5 } };
    center.hours = { weekly: { mon: [{ from: '09:30', to: '24:00' }] }, holidays: ['01-01'], exceptions: { '2026-12-31': [{ from: '10:00', to: '15:00' }] } };
    call({
      recording: {}, announcements: { position: words('{position}'), firstSeconds: 20, everySeconds: 60, comfort: { prompts: [words('Ждите')], everySeconds: 45 } },
      exits: { timeout: [{ kind: 'callback' }, { kind: 'number', number: '8 495 765-43-21', ringSeconds: 20 }, mail] },
      callback: { digit: '1', confirm }, callers: { urgent: ['8 916 123-45-67'], hidden: 'refuse', floodPerHour: 9 },
      menu: { prompt: words('Выберите'), choices: { 1: { skills: { english: 4 } } } }, lastOperatorFirst: { seconds: 20 },
    })(center);
  });
  const checked = checkConfig(written, 'voxfiles.config.ts');
  const [center] = checked.franchises;
  if (!center) throw new Error('the sample has a franchise');
  expect(callSettings(center, environmentOf(checked, 'local'), checked.operators)).toMatchObject({
    hours: { timeZone: 'Europe/Moscow', weekly: [[], [[570, 1440]], [], [], [], [], []], holidays: ['01-01'], exceptions: { '2026-12-31': [[600, 900]] } },
    recording: { notice: null },
    announcements: { firstMs: 20_000, everyMs: 60_000, comfort: { everyMs: 45_000 } },
    exits: { timeout: [{ kind: 'callback' }, { kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'voicemail', tone: null, maxMs: 60_000 }] },
    callback: { digit: '1', done: null, answerMs: 5_000 },
    callers: { urgent: ['+79161234567'], hidden: 'refuse' },
    menu: { choices: { 1: { skills: [{ name: 'english', levels: [4, 5] }] } }, answerMs: 5_000 },
    lastOperatorFirst: { seconds: 20 },
  });
});

test('what is not configured takes no byte of the settings', () => {
  const checked = checkConfig(sample(), 'voxfiles.config.ts');
  const [center] = checked.franchises;
  if (!center) throw new Error('the sample has a franchise');
  expect(Object.keys(callSettings(center, environmentOf(checked, 'local'), checked.operators))).not.toContain('exits');
});

test('ACD v1: skills become a queue, and who is in it may be looked for first', () => {
  const checked = checkConfig(config((center, written) => {
    onAcd(center);
    learn(written, 1);
    written.operators['op2'] = { displayName: 'Борис', franchise: 'center' };
    addNorth(written);
    written.operators['op4'] = { displayName: 'Глеб', franchise: 'north', skills: { english: 1 } };
    const choices = { 1: { skills: { english: 1 } }, 2: { queue: 'north', skills: { english: 1 } }, 3: { queue: 'north' }, 4: {} } as const;
    call({ menu: { prompt: words('Выберите'), choices }, lastOperatorFirst: { seconds: 20 } })(center);
  }), 'voxfiles.config.ts');
  const [center] = checked.franchises;
  if (!center) throw new Error('the sample has a franchise');
  expect(callSettings(center, environmentOf(checked, 'local'), checked.operators).menu?.choices).toEqual({
    1: { queue: 'center.english', lastOperators: ['op1'] }, 2: { queue: 'north.english' }, 3: { queue: 'north' }, 4: {},
  });
  expect(acdQueues(checked).map(({ queue, operators, skills }) => [queue.name, operators, skills, queue.acd?.autoBinding])).toEqual([
    ['center', ['op1', 'op2'], [], true], ['center.english', ['op1'], ['english'], false], ['north.english', ['op4'], ['english'], false],
    ['center.op1', ['op1'], [], false], ['center.op2', ['op2'], [], false], ['north', ['op4'], [], true],
  ]);
});
