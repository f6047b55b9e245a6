import type { SimulateOptions } from './options';
import { runSimulation } from './simulate';

export interface SweepPoint {
  operators: number;
  serviceLevel: number;
  meanWaitSeconds: number;
  occupancy: number;
}

export interface Sweep {
  points: SweepPoint[];
  /** The least number of operators that meets the target; null: none of those tried. */
  least: number | null;
}

/** Enough calls for a service level to the percent, few enough for a dozen runs. */
const CALLS_A_POINT = 10_000;
const MOST_POINTS = 14;

/**
 * Service level against number of operators, around the offered load; goes on a
 * little beyond the first number that meets the target.
 */
export async function sweepOperators(options: SimulateOptions): Promise<Sweep> {
  const offered = offeredLoad(options);
  const step = Math.max(1, Math.round(offered / 20));
  const points: SweepPoint[] = [];
  let met = 0;
  // With endless patience a queue that has too few operators only grows.
  const fewest = options.patienceSeconds === null ? Math.floor(offered) + 1 : Math.max(1, Math.floor(offered * 0.8));
  for (let count = fewest; points.length < MOST_POINTS && met < 3; count += step) {
    const point = await pointAt(options, count);
    points.push(point);
    if (point.serviceLevel >= options.target.share) met += 1;
    if (options.signal?.aborted) break;
  }
  const least = await leastOf(options, points, step);
  return { points: points.sort((left, right) => left.operators - right.operators), least };
}

/** With a coarse step the numbers in between are tried as well. */
async function leastOf(options: SimulateOptions, points: SweepPoint[], step: number): Promise<number | null> {
  const meets = ({ serviceLevel }: SweepPoint) => serviceLevel >= options.target.share;
  const first = points.find(meets);
  if (!first) return null;
  let least = first.operators;
  for (let count = first.operators - 1; count > Math.max(0, first.operators - step) && !options.signal?.aborted; count--) {
    const point = await pointAt(options, count);
    points.push(point);
    if (!meets(point)) break;
    least = count;
  }
  return least;
}

async function pointAt(options: SimulateOptions, count: number): Promise<SweepPoint> {
  const { progress: _, ...rest } = options;
  const { result } = await runSimulation({
    ...rest, calls: Math.min(options.calls, CALLS_A_POINT), operators: { ...options.operators, count },
  });
  const { serviceLevel, meanWaitSeconds, occupancy } = result;
  return { operators: count, serviceLevel, meanWaitSeconds, occupancy };
}

/** Erlangs, at the busiest hour. */
function offeredLoad({ traffic, operators }: SimulateOptions): number {
  const seconds = operators.talkSeconds + operators.wrapUpSeconds + operators.answerDelaySeconds;
  if (traffic.kind === 'constant') return (traffic.ratePerHour * seconds) / 3600;
  if (traffic.kind === 'profile') return (Math.max(...traffic.ratesPerHour) * seconds) / 3600;
  return (busiestHour(traffic.recorded.map(({ startMs }) => startMs)) * seconds) / 3600;
}

function busiestHour(starts: readonly number[]): number {
  const hours = new Map<number, number>();
  for (const startMs of starts) {
    const hour = Math.floor(startMs / 3_600_000);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return Math.max(1, ...hours.values());
}
