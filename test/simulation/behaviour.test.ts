import { describe, expect, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { drawing } from '../../simulation/behaviour/distribution';
import { WaitHistogram } from '../../simulation/measure/wait-histogram';
import { poisson, profiled } from '../../simulation/traffic/arrivals';
import { readHistoryCsv } from '../../simulation/traffic/history-csv';

const mean = (count: number, draw: () => number) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += draw();
  return sum / count;
};

describe('distributions keep their mean', () => {
  test.each(['exponential', 'lognormal', 'fixed'] as const)('%s', (shape) => {
    expect(mean(200_000, drawing(shape, 180, createRandom(7))) / 180).toBeCloseTo(1, 1);
  });

  test('a mean of nothing takes no time', () => {
    expect(drawing('exponential', 0, createRandom(1))()).toBe(0);
  });
});

describe('traffic', () => {
  test('a constant rate', () => {
    expect(mean(100_000, () => poisson(60, uniform)(0)) / 60_000).toBeCloseTo(1, 1);
  });

  test('a profile sends calls in its hours and in no other', () => {
    const rates = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 30 : hour === 18 ? 90 : 0));
    const next = profiled(rates, createRandom(3));
    const perHour = new Array<number>(24).fill(0);
    for (let atMs = 0, i = 0; i < 24_000; i++) {
      atMs += next(atMs);
      const hour = Math.floor(atMs / 3_600_000) % 24;
      perHour[hour] = (perHour[hour] ?? 0) + 1;
    }
    expect((perHour[18] ?? 0) / (perHour[9] ?? 1)).toBeCloseTo(3, 0);
    expect((perHour[9] ?? 0) + (perHour[18] ?? 0)).toBe(24_000);
  });

  test('a day without calls is refused, not an endless search for one', () => {
    expect(() => profiled(new Array<number>(24).fill(0), uniform)).toThrow(/only rates of 0/);
  });
});

describe('call history', () => {
  test('is read by its columns and put in order', () => {
    const csv = 'id;start_date;duration\n2;2026-01-05 10:00:01;30\n1;"2026-01-05 09:00:00";\n';
    expect(readHistoryCsv(csv)).toEqual([
      { startMs: Date.UTC(2026, 0, 5, 9), durationSeconds: 0 },
      { startMs: Date.UTC(2026, 0, 5, 10, 0, 1), durationSeconds: 30 },
    ]);
  });

  test.each([
    ['duration\n3', /column start_date/],
    ['start_date\nyesterday', /Line 2: .*"yesterday"/],
  ])('%j is refused by name', (csv, message) => expect(() => readHistoryCsv(csv)).toThrow(message));
});

describe('waits', () => {
  const histogram = new WaitHistogram();
  for (let i = 1; i <= 1_000; i++) histogram.add(i * 100 - 50);

  test('quantiles within a bucket', () => expect(histogram.quantile(0.95)).toBeCloseTo(95_000, -2));
  test('service level', () => expect(histogram.shareWithin(20_000)).toBeCloseTo(0.2, 3));
  test('a wait of days finds its bucket', () => {
    const long = new WaitHistogram();
    long.add(3 * 86_400_000);
    expect(long.quantile(1)).toBeGreaterThanOrEqual(3 * 86_400_000);
  });
});

const uniform = createRandom(11);
