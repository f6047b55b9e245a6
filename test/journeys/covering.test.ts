import { expect, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { SWITCH_ROWS } from '../../emulator/switches';
import { pairsIn, pairsOf, pairwise, randomSettings } from './covering';

const settings = () => pairwise(SWITCH_ROWS, createRandom('pairs'));

test('every pair of values of two switches occurs', () => {
  const covered = new Set(settings().flatMap(pairsIn));
  expect(pairsOf(SWITCH_ROWS).filter((pair) => !covered.has(pair))).toEqual([]);
});

test('by hand: three factors of two values have twelve pairs and need no more than five settings', () => {
  const factors = ['a', 'b', 'c'].map((name) => ({ name, values: ['0', '1'] }));
  expect(new Set(pairsOf(factors)).size).toBe(12);
  expect(pairwise(factors, createRandom(1)).length).toBeLessThanOrEqual(5);
});

test('few settings, each with a value for every switch, the same from the same seed', () => {
  expect(settings()).toEqual(settings());
  expect(settings().length).toBeLessThanOrEqual(30);
  for (const setting of settings()) expect(Object.keys(setting).sort()).toEqual(SWITCH_ROWS.map(({ name }) => name).sort());
});

test('random settings reach every value', () => {
  const drawn = randomSettings(SWITCH_ROWS, 500, createRandom('random'));
  const missed = SWITCH_ROWS.flatMap(({ name, values }) => values.filter((value) => !drawn.some((one) => one[name] === value)));
  expect([drawn.length, missed]).toEqual([500, []]);
});
