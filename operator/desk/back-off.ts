const BASE_MS = 500;
const LIMIT_MS = 20_000;

/** Doubles with every failure; half of it is chance, so that a hundred pages do not return in one second. */
export function backOffMs(attempts: number, jitter: number): number {
  return Math.min(BASE_MS * 2 ** attempts, LIMIT_MS) * (0.5 + jitter / 2);
}
