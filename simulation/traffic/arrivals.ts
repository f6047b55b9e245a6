import type { Uniform } from '../behaviour/distribution';

const HOUR_MS = 3_600_000;

/** Milliseconds from one call to the next, given when the last one came. */
export type NextArrival = (afterMs: number) => number;

/** Calls that come independently of each other at a constant rate per hour. */
export function poisson(ratePerHour: number, uniform: Uniform): NextArrival {
  const meanMs = HOUR_MS / ratePerHour;
  return () => -meanMs * Math.log(1 - uniform.next());
}

/**
 * A rate for each hour of the day, repeated daily. Thinning of a Poisson
 * process at the peak rate. Source: Lewis and Shedler, 1979.
 */
export function profiled(ratesPerHour: readonly number[], uniform: Uniform, utcOffsetMinutes = 0): NextArrival {
  if (ratesPerHour.length !== 24) throw new Error(`Expected 24 hourly rates, got ${ratesPerHour.length}`);
  const peak = Math.max(...ratesPerHour);
  if (!(peak > 0)) throw new Error('Expected an hour with calls, got only rates of 0');
  const meanMs = HOUR_MS / peak;
  const aheadMs = utcOffsetMinutes * 60_000;
  return (afterMs) => {
    let atMs = afterMs;
    do {
      atMs += -meanMs * Math.log(1 - uniform.next());
    } while (uniform.next() * peak >= (ratesPerHour[Math.floor((atMs + aheadMs) / HOUR_MS) % 24] ?? 0));
    return atMs - afterMs;
  };
}
