import { expect, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { renderReport, runSimulation, utcOffsetMinutes } from '../../simulation';
import { DayProfile } from '../../simulation/measure/day-profile';
import { operatorsThere } from '../../simulation/run/shifts';
import { profiled } from '../../simulation/traffic/arrivals';
import { optionsOf } from './options';

test('who is there, hour by hour', () => {
  const shifts = [
    { fromHour: 9, toHour: 18, breaks: [{ fromHour: 13, minutes: 60 }] }, { fromHour: 20, toHour: 4 }, { fromHour: 0, toHour: 24 },
  ];
  const there = operatorsThere({ count: 4, shifts }, 24);
  expect([3, 4, 8, 9, 12, 13, 14, 18, 20].map((hour) => there?.[hour])).toEqual([2, 1, 1, 3, 3, 1, 3, 1, 2]);
  expect(operatorsThere({ count: 4 }, 24)).toBeNull();
});

test('occupancy is of the time on shift, by the local clock', async () => {
  const shifts = [{ fromHour: 14, toHour: 16 }];
  const operators = { count: 2, talkSeconds: 60, wrapUpSeconds: 0, service: 'fixed', answerDelaySeconds: 0, shifts } as const;
  const ratesPerHour = Array.from({ length: 24 }, (_, hour) => (hour === 14 || hour === 15 ? 60 : 0));
  const options = await optionsOf({ operators: 2, load: 0.5 }, { calls: 240, operators, traffic: { kind: 'profile', ratesPerHour }, utcOffsetMinutes: 180 });
  const simulation = await runSimulation(options);
  expect(simulation.result.occupancy).toBeGreaterThan(0.4);
  expect(simulation.result.occupancy).toBeLessThan(0.6);
  expect(simulation.result.meanWaitSeconds).toBeLessThan(60);
  const html = renderReport({ options, simulation, sweep: null });
  for (const part of ['Hour, UTC+3', '14:00–16:00', 'id="chart-load"', '<th>On shift</th>']) expect(html).toContain(part);
});

test('a profile follows the local day', () => {
  const next = profiled(Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 60 : 0)), createRandom(1), 180);
  expect(Math.floor(next(0) / 3_600_000)).toBe(9);
});

test('a day that the run saw only in part counts in part', () => {
  const hour = 3_600_000;
  const day = new DayProfile(9 * hour, 60);
  day.close(35 * hour);
  const days = day.buckets().map((bucket) => bucket.days);
  expect([days[9 * 12 + 11], days[10 * 12], days[11 * 12 + 11], days[12 * 12]]).toEqual([1, 2, 2, 1]);
});

test('a time zone by its name', () => {
  expect(['Europe/Moscow', 'America/St_Johns', 'UTC'].map(utcOffsetMinutes)).toEqual([180, -210, 0]);
});
