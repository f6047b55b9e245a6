import { expect, test } from 'vitest';
import { circlesIn } from './circles';

const edges = (arrows: Record<string, string[]>) => new Map(Object.entries(arrows));

test('two circles are two, and who only leads into one is in none', () => {
  const found = circlesIn(edges({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['d'], outside: ['a'] }));
  expect(found).toEqual([['a', 'b', 'c'], ['d', 'e']]);
});

test('a tree and a file that two others share are no circle', () => {
  expect(circlesIn(edges({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
});
