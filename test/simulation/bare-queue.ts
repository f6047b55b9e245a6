import { createRandom } from '../../emulator/clock/random';
import { drawing } from '../../simulation/behaviour/distribution';
import { BatchMeans } from '../../simulation/measure/batch-means';
import { poisson } from '../../simulation/traffic/arrivals';

export interface BareQueue {
  operators: number;
  ratePerHour: number;
  serviceSeconds: number;
  calls: number;
  seed: number;
}

/**
 * M/M/c without any telephony, drawing the very numbers that the simulation
 * draws: first come first served, the longest idle operator first.
 */
export function playBareQueue({ operators, ratePerHour, serviceSeconds, calls, seed }: BareQueue) {
  const random = createRandom(seed);
  const services = Array.from({ length: operators }, (_, index) =>
    drawing('exponential', serviceSeconds * 1000, random.split(`operator-${index}`).split('talk')));
  const next = poisson(ratePerHour, random.split('arrivals'));
  const freeAtMs = new Float64Array(operators);
  const batches = new BatchMeans(calls);
  let atMs = 0;
  let sumMs = 0;
  for (let call = 0; call < calls; call++) {
    atMs += next(atMs);
    const first = firstFree(freeAtMs);
    const startMs = Math.max(atMs, freeAtMs[first] ?? 0);
    freeAtMs[first] = startMs + (services[first]?.() ?? 0);
    sumMs += startMs - atMs;
    batches.add((startMs - atMs) / 1000);
  }
  return { meanWaitSeconds: sumMs / calls / 1000, ci99: batches.result()?.ci99 ?? [NaN, NaN] };
}

function firstFree(freeAtMs: Float64Array): number {
  let first = 0;
  for (let index = 1; index < freeAtMs.length; index++) if ((freeAtMs[index] ?? 0) < (freeAtMs[first] ?? 0)) first = index;
  return first;
}
