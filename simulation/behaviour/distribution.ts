/** Where draws come from: a number in [0, 1). */
export interface Uniform {
  next(): number;
}

export type ServiceShape = 'exponential' | 'lognormal' | 'fixed';

/** One duration in milliseconds a call. */
export type Draw = () => number;

/** Durations around a mean; the unit of the mean is the unit of the draws. */
export function drawing(shape: ServiceShape, mean: number, uniform: Uniform): Draw {
  if (mean === 0 || shape === 'fixed') return () => mean;
  if (shape === 'exponential') return () => -mean * Math.log(1 - uniform.next());
  // exp(N(m, s²)) has the mean exp(m + s²/2).
  const location = Math.log(mean) - LOGNORMAL_SIGMA ** 2 / 2;
  return () => Math.exp(location + LOGNORMAL_SIGMA * normal(uniform));
}

/**
 * Talk times of call centres are near lognormal; the spread is that of Brown et
 * al., "Statistical analysis of a telephone call center", JASA 100 (2005): the
 * standard deviation about as long as the mean, which is sigma² = ln 2.
 */
const LOGNORMAL_SIGMA = Math.sqrt(Math.LN2);

/** Box–Muller; the second number of the pair is not kept, so that draws have no hidden state. */
function normal(uniform: Uniform): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform.next()));
  return radius * Math.cos(2 * Math.PI * uniform.next());
}
