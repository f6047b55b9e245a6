/** Operators and load; each lets at least 5 % of the callers wait in theory (`erlang.test.ts` holds it). */
export const COMBINATIONS: readonly { operators: number; load: number }[] = [
  { operators: 2, load: 0.5 }, { operators: 2, load: 0.7 }, { operators: 2, load: 0.9 },
  { operators: 5, load: 0.6 }, { operators: 5, load: 0.8 }, { operators: 5, load: 0.9 },
  { operators: 10, load: 0.7 }, { operators: 10, load: 0.8 }, { operators: 10, load: 0.9 },
  { operators: 20, load: 0.8 }, { operators: 20, load: 0.9 },
  { operators: 50, load: 0.85 }, { operators: 50, load: 0.9 },
  { operators: 100, load: 0.9 }, { operators: 200, load: 0.9 },
];

/** Mean conversation, seconds; there is no wrap-up and no ringing, as in the theory. */
export const SERVICE_SECONDS = 60;
