import { describe, expect, test } from 'vitest';
import type { CallSettings, Prompt } from '../../contracts/call-settings';
import { createRichWorld, type RichOptions, type RichWorld } from './rich-world';
import { ENGINES } from './world';

const words = (text: string): Prompt => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const PLAIN: Partial<CallSettings> = { greeting: words('hello'), goodbye: words('goodbye'), maxWaitMs: 60_000 };
const ANNOUNCE: Partial<CallSettings> = {
  ...PLAIN, maxWaitMs: 200_000,
  announcements: { position: words('number {position}'), expectedWait: words('{minutes} minutes'), firstMs: 20_000, everyMs: 40_000 },
};
const VOICEMAIL = { kind: 'voicemail', intro: words('speak'), tone: { url: 'tone.mp3' }, maxMs: 30_000 } as const;
const CALLBACK = { digit: '1', confirm: words('call back {number}?'), done: words('we will'), answerMs: 5_000 };
/** Every day, so that the day on which a test runs does not matter. */
const NEVER_OPEN = { timeZone: 'Europe/Moscow', weekly: [], holidays: [], exceptions: {} };
const ALWAYS_OPEN = { ...NEVER_OPEN, weekly: Array.from({ length: 7 }, () => [[0, 1440]] as const) };

function expectNothingLeft(world: RichWorld): void {
  expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  expect(world.play.desk.events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
}

describe.each(ENGINES)('%s', (engine) => {
  const world = (options: Partial<RichOptions> = {}) => createRichWorld({ engine, operators: 'op1:silent', settings: PLAIN, ...options });

  test('closed: says so and ends', async () => {
    const night = await world({ settings: { ...PLAIN, hours: NEVER_OPEN } });
    const call = await night.call();
    expect([call.reason, call.detail, call.offers]).toEqual(['closed', 'hours', []]);
    expect(night.heard()).toContain('goodbye');
    expectNothingLeft(night);
  });

  test('open: the same franchise serves', async () => {
    const day = await world({ operators: 'op1:answer', settings: { ...PLAIN, hours: ALWAYS_OPEN } });
    expect((await day.call()).reason).toBe('completed');
    expectNothingLeft(day);
  });

  test('closed: a message instead', async () => {
    const night = await world({ settings: { ...PLAIN, hours: NEVER_OPEN, exits: { closed: [VOICEMAIL] } } });
    const call = await night.call({ hangUpAfterMs: 20_000 });
    expect([call.reason, call.detail, call.by]).toEqual(['voicemail', 'recorded', 'caller']);
    expect(night.ended()['records']).toHaveLength(1);
    expectNothingLeft(night);
  });

  test.each([['its limit', {}], ['#', { digits: [[12, '#']] }]] as const)('a message ends at %s', async (_what, how) => {
    const night = await world({ settings: { ...PLAIN, hours: NEVER_OPEN, exits: { closed: [VOICEMAIL] } } });
    const call = await night.call(how);
    expect([call.reason, call.detail, call.by]).toEqual(['voicemail', 'recorded', 'system']);
    expectNothingLeft(night);
  });

  test('position and expected wait are said while an operator is not there, and cut when one answers', async () => {
    const waiting = await world({ operators: 'op2:offline,op1:wrapup', settings: ANNOUNCE });
    const call = await waiting.call({ hangUpAfterMs: 70_000 });
    expect(call.reason).toBe('abandoned');
    expect(waiting.heard().filter((sound) => sound === 'number 1')).toHaveLength(2);
    expectNothingLeft(waiting);
  });

  test('maximum wait: another number', async () => {
    const exits = { timeout: [{ kind: 'say', prompt: words('elsewhere') }, { kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'end' }] } as const;
    const busy = await world({ operators: 'op1:wrapup', settings: { ...PLAIN, exits } });
    busy.telephone('74957654321', (line) => {
      line.answer();
      busy.clock.after(30_000, () => line.hangup());
    });
    const call = await busy.call();
    expect([call.reason, call.by]).toEqual(['completed', 'operator']);
    expect(busy.heard()).toContain('elsewhere');
    expectNothingLeft(busy);
  });

  test('maximum wait: another number that does not answer, then goodbye', async () => {
    const exits = { timeout: [{ kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'say', prompt: words('sorry') }, { kind: 'end' }] } as const;
    const busy = await world({ operators: 'op1:wrapup', settings: { ...PLAIN, exits } });
    const call = await busy.call();
    expect([call.reason, call.detail]).toEqual(['unserved', 'timeout']);
    expect(busy.heard()).toContain('sorry');
    expectNothingLeft(busy);
  });

  test('maximum wait: the next queue, where somebody is', async () => {
    const exits = { timeout: [{ kind: 'queue', name: 'north', maxWaitMs: 30_000 }, { kind: 'end' }] } as const;
    const busy = await world({ operators: 'op1:wrapup,op4:answer', settings: { ...PLAIN, exits } });
    const call = await busy.call();
    expect([call.reason, call.operator]).toEqual(['completed', 'op4']);
    expectNothingLeft(busy);
  });

  test.each([['a digit', [[3, '1']], 'op4'], ['a wrong digit', [[3, '9']], 'op1'], ['silence', [], 'op1']] as const)(
    'a menu: %s', async (...[, digits, operator]) => {
      const menu = { prompt: words('press 1 for the north'), choices: { 1: { queue: 'north' } }, answerMs: 4_000 };
      const chosen = await world({ operators: 'op1:answer,op4:answer', settings: { ...PLAIN, menu } });
      expect((await chosen.call({ digits })).operator).toBe(operator);
      expectNothingLeft(chosen);
    });

  test('a callback by digit, confirmed', async () => {
    const busy = await world({ operators: 'op1:wrapup', settings: { ...PLAIN, callback: CALLBACK } });
    const call = await busy.call({ digits: [[20, '1'], [28, '1']] });
    expect([call.reason, call.detail, call.by]).toEqual(['callback', 'requested', 'caller']);
    expect(busy.heard()).toEqual(expect.arrayContaining(['call back 7 9 1 6 1 2 3 4 5 6 7?', 'we will']));
    expectNothingLeft(busy);
  });

  test('a callback not confirmed keeps its place', async () => {
    const busy = await world({ operators: 'op1:wrapup', settings: { ...PLAIN, callback: CALLBACK } });
    expect((await busy.call({ digits: [[20, '1']] })).reason).toBe('unserved');
    expectNothingLeft(busy);
  });

  test('recording begins at the bridge and is told at the end', async () => {
    const recorded = await world({ operators: 'op1:answer', settings: { ...PLAIN, recording: { notice: words('recorded') } } });
    expect((await recorded.call()).reason).toBe('completed');
    expect(recorded.heard()).toContain('recorded');
    expect(recorded.ended()['records']).toHaveLength(1);
    expectNothingLeft(recorded);
  });

  test.each([['blocked', { blocked: ['+79161234567'] }, '+79161234567', 'block-list'], ['hidden', { hidden: 'refuse' }, 'anonymous', 'hidden-number']] as const)(
    'a %s caller is refused', async (...[, callers, from, detail]) => {
      const closed = await world({ settings: { ...PLAIN, callers } });
      const call = await closed.call({ from });
      expect([call.reason, call.detail, call.offers]).toEqual(['blocked', detail, []]);
      expectNothingLeft(closed);
    });
});
