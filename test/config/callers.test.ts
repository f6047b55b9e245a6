import { describe, expect, test } from 'vitest';
import type { CallConfig, FranchiseConfig, VoxConfig } from '../../contracts/config';
import { callSettings } from '../../scripts/config/call-settings';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError, type Problem } from '../../scripts/config/problem';
import { environmentOf } from '../../scripts/config/read-config';
import { sample } from './sample';

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
    ['last operator first on ACD v1', (center) => { center.queue = { engine: 'acd', name: 'center' }; call({ lastOperatorFirst: { seconds: 20 } })(center); }, 'franchises.center.call.lastOperatorFirst'],
  ];
  test.each(rows)('%s', (_name, change, path) => {
    const found = problems(config(change));
    expect(found.map((problem) => problem.path)).toEqual([path]);
    expect(found.every(({ what, remedy }) => what !== '' && remedy !== '')).toBe(true);
  });
});

test('everything at once is right, and reaches the settings in the scenario’s units', () => {
  const written = config((center, whole) => {
    whole.skills = { english: {} };
    whole.operators['op1'] = { displayName: 'Анна', franchise: 'center', skills: { english: 3 } };
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
  expect(callSettings(center, environmentOf(checked, 'local'))).toMatchObject({
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
  expect(Object.keys(callSettings(center, environmentOf(checked, 'local')))).not.toContain('exits');
});
