import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../contracts/call-settings';
import { closedFor, type LocalTime } from '../../scenarios/call/hours';
import { alert, callerGone, connected, deeds, end, go, RICH } from './drive';

const DAY = [[540, 1080]] as const;
const HOURS: OpeningHours = {
  timeZone: 'Europe/Moscow',
  weekly: [[], DAY, DAY, DAY, DAY, [[540, 780], [840, 1020]], []],
  holidays: ['01-01', '2026-11-04'],
  exceptions: { '2026-12-31': [[540, 720]], '2026-11-24': [], '2027-01-01': [[600, 660]] },
};
/** 2026-11-23 is a Monday. */
const at = (date: string, weekday: number, clock: string): LocalTime => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return { date, weekday, minute: hour * 60 + minute };
};

describe('hours', () => {
  it.each([
    ['before opening', at('2026-11-23', 1, '8:59'), 'hours'],
    ['at opening', at('2026-11-23', 1, '9:00'), null],
    ['in the last minute', at('2026-11-23', 1, '17:59'), null],
    ['at closing', at('2026-11-23', 1, '18:00'), 'hours'],
    ['in the second half of a divided day', at('2026-11-27', 5, '14:00'), null],
    ['in its break', at('2026-11-27', 5, '13:30'), 'hours'],
    ['on Sunday', at('2026-11-22', 0, '12:00'), 'hours'],
    ['on a yearly holiday', at('2029-01-01', 1, '12:00'), 'holiday'],
    ['on a holiday of one year', at('2026-11-04', 3, '12:00'), 'holiday'],
    ['on the same date of the next year', at('2027-11-04', 4, '12:00'), null],
    ['on a short day', at('2026-12-31', 4, '11:59'), null],
    ['after a short day', at('2026-12-31', 4, '12:00'), 'hours'],
    ['on an exception without hours', at('2026-11-24', 2, '12:00'), 'holiday'],
    ['on an exception that opens a holiday', at('2027-01-01', 5, '10:30'), null],
  ])('%s', (_when, now, expected) => {
    expect(closedFor(HOURS, now)).toBe(expected);
  });
});

describe('a closed franchise', () => {
  const night = (settings: object = {}) => alert({ ...RICH, hours: HOURS, ...settings }, { localTime: at('2026-11-23', 1, '3:00') });

  it('answers, says so and takes a message; nobody is rung', () => {
    const message = go(night(), [1, connected], [4, { kind: 'said', what: 'wayOut' }], [8, { kind: 'said', what: 'wayOut' }], [20, { kind: 'messageOver', seconds: 11 }]);
    expect(end(message)).toBe('voicemail/recorded by system');
    expect(deeds(message)).not.toContain('enqueue');
  });

  it('without a way of its own says goodbye and ends as closed', () => {
    const closed = go(night({ exits: {} }), [1, connected], [4, { kind: 'said', what: 'wayOut' }]);
    expect(end(closed)).toBe('closed/hours by system');
  });

  it('is left by a caller who does not listen to the end', () => {
    expect(end(go(night({ exits: {} }), [1, connected], [2, callerGone]))).toBe('closed/hours by system');
  });

  it('tells a holiday from a night', () => {
    const holiday = alert({ ...RICH, hours: HOURS, exits: { closed: [{ kind: 'end' }] } }, { localTime: at('2026-11-04', 3, '12:00') });
    expect(end(go(holiday, [1, connected]))).toBe('closed/holiday by system');
  });

  it('is open where nothing is said about hours', () => {
    expect(go(alert({ greeting: null, desk: null }), [1, connected]).state.at).toBe('queueing');
  });
});
