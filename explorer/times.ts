/** The times that a history is explored with: short, so that it costs a tenth, and the orders are the same. */
export const EXPLORED_TIMES = {
  ringSeconds: 10,
  maxWaitSeconds: 30,
  rejectHoldoutMs: 30_000,
  missesInRow: 3,
  banLiftSeconds: 8,
  graceSeconds: 30,
} as const;
