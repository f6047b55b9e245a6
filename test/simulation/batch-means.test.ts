import { expect, test } from 'vitest';
import { BatchMeans } from '../../simulation/measure/batch-means';

test('the interval of independent values covers their mean', () => {
  const means = new BatchMeans(30_000, 0);
  let state = 1;
  for (let i = 0; i < 30_000; i++) {
    state = (state * 48_271) % 2_147_483_647;
    means.add(state / 2_147_483_647);
  }
  const [low, high] = means.result()?.ci99 ?? [0, 0];
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
  expect(high - low).toBeLessThan(0.03);
});

test('a trend shows as a wide interval', () => {
  const means = new BatchMeans(3_000, 0);
  for (let i = 0; i < 3_000; i++) means.add(i);
  const [low, high] = means.result()?.ci99 ?? [0, 0];
  expect(high - low).toBeGreaterThan(500);
});

test('the warm-up is left out', () => {
  const means = new BatchMeans(1_000, 0.1);
  for (let i = 0; i < 1_000; i++) means.add(i < 100 ? 1e9 : 5);
  expect(means.result()?.mean).toBe(5);
});

test('too few values have no interval', () => {
  const means = new BatchMeans(10, 0);
  means.add(1);
  expect(means.result()).toBeNull();
});
