import { describe, expect, it } from 'vitest';
import type { CallSettings } from '../../contracts/call-settings';
import { alert, connected, deeds, go, SETTINGS } from './drive';

const STARTED = {
  do: 'tell',
  event: { kind: 'started', franchise: 'center', from: '+79161234567', fromRaw: '79161234567', to: '+74951234567', startedAt: '2026-11-23T09:00:00.000Z' },
};
const blocked = (detail: string) => [
  { do: 'tell', event: { kind: 'ended', reason: 'blocked', detail, by: 'system', waitMs: 0, talkMs: 0, operator: null } }, { do: 'deliver' },
];
const HOURS = { timeZone: 'Europe/Moscow', weekly: [], holidays: [], exceptions: {} };
const only = (settings: Partial<CallSettings>) => deeds(go(alert(settings), [1, connected]), alert(settings))[0];

describe('a call that comes', () => {
  it('is told and answered', () => {
    expect(alert().effects).toEqual([STARTED, { do: 'answer' }]);
  });

  it.each([
    ['not from the public network', {}, { mayCall: false }, 403, 'not-public'],
    ['on the block list', { callers: { blocked: ['+79161234567'] } }, {}, 603, 'block-list'],
    ['without a number where those are refused', { callers: { hidden: 'refuse' } }, { from: null }, 603, 'hidden-number'],
  ] as const)('%s is refused before the answer', (...[, settings, arrival, code, detail]) => {
    const started = { ...STARTED, event: { ...STARTED.event, ...('from' in arrival ? { from: null } : {}) } };
    expect(alert(settings as Partial<CallSettings>, arrival).effects).toEqual([started, { do: 'refuse', code }, ...blocked(detail)]);
  });

  it.each([
    ['without a number', {}], ['without a number where others are listed', { callers: { blocked: ['+7'], urgent: ['+7'] } }],
    ['without a number where those are taken', { callers: { hidden: 'allow' } }],
  ] as const)('%s is answered as ordinary', (_, settings) => {
    const { state, effects } = alert(settings as unknown as Partial<CallSettings>, { from: null });
    expect([state.at, state.facts.standing, effects.at(-1)]).toEqual(['alerting', 'ordinary', { do: 'answer' }]);
  });

  it('where hours are set and the time is not known is taken as in hours', () => {
    expect(alert({ hours: HOURS }).state).toMatchObject({ at: 'alerting', closed: null });
    expect(alert({}, { localTime: { weekday: 1, minute: 0, date: '2026-11-23' } }).state).toMatchObject({ closed: null });
  });

  it('listens for digits only where one of them means something', () => {
    const prompt = { text: 'words', voice: 'v' };
    expect([
      only({}), only({ callback: { digit: '1', confirm: prompt, done: prompt, answerMs: 1_000 } }), only({ exits: {} }),
      only({ menu: { prompt, choices: {}, answerMs: 1_000 } }),
    ]).toEqual(['say', 'listenForDigits', 'listenForDigits', 'listenForDigits']);
    expect(SETTINGS.menu).toBeUndefined();
  });
});
