import type { OperatorOptions, SimulateOptions } from './options';
import { operatorsThere } from './run/shifts';
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

/** Asked before each run of the sweep: how many operators it tries. */
export type OnPoint = (operators: number) => void;

/** Enough calls for a service level to the percent, few enough for a dozen runs. */
const CALLS_A_POINT = 10_000;
const MOST_POINTS = 14;

/**
 * Service level against number of operators, around the offered load; goes on a
 * little beyond the first number that meets the target.
 */
export async function sweepOperators(options: SimulateOptions, onPoint?: OnPoint): Promise<Sweep> {
  const offered = offeredLoad(options) * aShift(options.operators);
  const step = Math.max(1, Math.round(offered / 20));
  const points: SweepPoint[] = [];
  let met = 0;
  // With endless patience a queue that has too few operators only grows.
  const fewest = options.patienceSeconds === null ? Math.floor(offered) + 1 : Math.max(1, Math.floor(offered * 0.8));
  const tryOut = (count: number) => {
    onPoint?.(count);
    return pointAt(options, count);
  };
  for (let count = fewest; points.length < MOST_POINTS && met < 3; count += step) {
    const point = await tryOut(count);
    points.push(point);
    if (point.serviceLevel >= options.target.share) met += 1;
    if (options.signal?.aborted) break;
  }
  const least = await leastOf(options, points, { step, tryOut });
  return { points: points.sort((left, right) => left.operators - right.operators), least };
}

/** With a coarse step the numbers in between are tried as well. */
async function leastOf(
  options: SimulateOptions,
  points: SweepPoint[],
  { step, tryOut }: { step: number; tryOut: (count: number) => Promise<SweepPoint> },
): Promise<number | null> {
  const meets = ({ serviceLevel }: SweepPoint) => serviceLevel >= options.target.share;
  const first = points.find(meets);
  if (!first) return null;
  let least = first.operators;
  for (let count = first.operators - 1; count > Math.max(0, first.operators - step) && !options.signal?.aborted; count--) {
    const point = await tryOut(count);
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

/** How many must be employed for one to be on shift, when most are. */
function aShift(operators: OperatorOptions): number {
  const there = operatorsThere(operators, 288);
  return there ? operators.count / Math.max(1, ...there) : 1;
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
