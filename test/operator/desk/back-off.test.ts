import { expect, test } from 'vitest';
import { backOffMs } from '../../../operator/desk/back-off';

test.each([[0, 0, 250], [0, 1, 500], [3, 1, 4_000], [9, 1, 20_000], [9, 0, 10_000]])('attempt %i, jitter %d: %i ms', (attempts, jitter, ms) =>
  expect(backOffMs(attempts, jitter)).toBe(ms));
