import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { simulateOptions, type SimulateFlags } from '../../scripts/simulate/options';
import { hoursOf, inTurn } from '../../scripts/simulate/shift-times';
import type { SimulateResult } from '../../simulation';
import { ROOT, run } from './command-context';

const FLAGS: SimulateFlags = {
  calls: 10, rate: 120, operators: 10, talk: 180, wrapUp: 30, service: 'exponential', patience: 120, answerDelay: 3, seed: 1,
  target: { share: 0.8, seconds: 20 },
};
const SHIFT = { count: 2, from: '09:00', to: '18:00' };
const RATES = new Array<number>(24).fill(3);

describe('vox simulate --day', () => {
  test('the example of the docs', async () => {
    const { calls, operators, traffic, utcOffsetMinutes } = await simulateOptions(ROOT, { ...FLAGS, day: 'docs/simulation/monday.json', days: 2, reject: 0.05 });
    expect([calls, traffic.kind, operators.count, utcOffsetMinutes, operators.rejectShare]).toEqual([1_860, 'profile', 8, 180, 0.05]);
    expect(operators.shifts?.filter(({ fromHour }) => fromHour === 11)).toEqual([
      { fromHour: 11, toHour: 20, breaks: [{ fromHour: 15, minutes: 45 }] }, { fromHour: 11, toHour: 20, breaks: [{ fromHour: 15, minutes: 45 }] },
    ]);
  });

  test('a history beside the day file', async () => {
    const file = written({ history: 'calls.csv', operators: [SHIFT] });
    writeFileSync(path.join(path.dirname(file), 'calls.csv'), 'start_date,duration\n2026-01-05 09:00:00,30\n2026-01-05 09:00:10,0\n');
    const { code, stdout } = await run(['simulate', '--day', file, '--days', '3', '--talk', '5', '--json']);
    expect([code, (JSON.parse(stdout) as SimulateResult).calls]).toEqual([0, 6]);
  });

  test('every problem at once, each with its place and what to do', async () => {
    const file = written({
      callsPerHour: [1, 2], lunch: true,
      operators: [{ ...SHIFT, from: '9' }, { ...SHIFT, to: '09:00' }, { ...SHIFT, breaks: [{ from: '17:30', minutes: 45 }] }, { ...SHIFT, count: 0 }],
    });
    const { code, stderr } = await run(['simulate', '--day', file]);
    expect(code).toBe(1);
    for (const part of [
      '6 problems', 'callsPerHour: it has 2 rates\n      → give 24', 'lunch: there is no such setting\n      → correct its spelling or remove it; docs/simulation.md',
      'operators[0].from: expected a time of day as HH:MM', 'operators[1].to: the shift ends when it begins\n      → write 00:00 to 24:00',
      'operators[2].breaks[0]: the break is not within the shift', 'operators[3].count: ',
    ]) expect(stderr).toContain(part);
  });

  test.each([
    ['calls come from nowhere', { operators: [SHIFT] }, 'neither callsPerHour nor history'],
    ['calls come from two places', { operators: [SHIFT], callsPerHour: RATES, history: 'calls.csv' }, 'both callsPerHour and history'],
    ['a day without calls', { operators: [SHIFT], callsPerHour: RATES.map(() => 0) }, 'no hour has a call'],
    ['a history that is not there', { operators: [SHIFT], history: 'calls.csv' }, 'calls.csv'],
  ])('%s', async (_, day, message) => {
    const { code, stderr } = await run(['simulate', '--day', written(day)]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  test.each([
    ['--day none.json', '--day none.json could not be read'],
    ['--day README.md', 'is no JSON'],
    ['--day docs/simulation/monday.json --operators 5', "cannot be used with option '--operators"],
    ['--reject 60 --silent 41', 'together they may be 100'],
    ['--reject 101', 'Expected per cent'],
  ])('simulate %s', async (line, message) => {
    const { code, stderr, stdout } = await run(['simulate', ...line.split(' ')]);
    expect([code, stderr + stdout]).toEqual([1, expect.stringContaining(message)]);
  });
});

test('the first operators are a fair part of every group', () => {
  const [early, late] = [{ fromHour: 9, toHour: 18 }, { fromHour: 11, toHour: 20 }];
  const shifts = inTurn([{ count: 6, shift: early }, { count: 2, shift: late }]);
  const lateAmong = (count: number) => shifts.slice(0, count).filter((shift) => shift === late).length;
  expect([lateAmong(4), lateAmong(8)]).toEqual([1, 2]);
  expect(hoursOf({ from: '00:00', to: '24:00' })).toEqual({ fromHour: 0, toHour: 24 });
});

function written(day: unknown): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'day-')), 'day.json');
  writeFileSync(file, JSON.stringify(day));
  return file;
}
