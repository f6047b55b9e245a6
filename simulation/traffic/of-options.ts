import type { Uniform } from '../behaviour/distribution';
import type { Traffic } from '../options';
import { poisson, profiled, type NextArrival } from './arrivals';
import type { RecordedCall } from './history-csv';

const DAY_MS = 24 * 3_600_000;

/** A profile follows the local day, so many minutes ahead of UTC. */
export function arrivalsOf(traffic: Traffic, uniform: Uniform, utcOffsetMinutes = 0): NextArrival {
  if (traffic.kind === 'constant') return poisson(traffic.ratePerHour, uniform);
  if (traffic.kind === 'profile') return profiled(traffic.ratesPerHour, uniform, utcOffsetMinutes);
  return replayed(traffic.recorded);
}

/** The gaps of a recorded history, over and over; a round begins at the next midnight. */
function replayed(recorded: readonly RecordedCall[]): NextArrival {
  const [first] = recorded;
  if (!first) throw new Error('Expected a history with calls, got an empty one');
  const startMs = Math.floor(first.startMs / DAY_MS) * DAY_MS;
  const lastMs = recorded.at(-1)?.startMs ?? startMs;
  const roundMs = Math.ceil((lastMs - startMs + 1) / DAY_MS) * DAY_MS;
  let index = 0;
  let beganMs: number | null = null;
  return (afterMs) => {
    beganMs ??= Math.ceil(afterMs / DAY_MS) * DAY_MS;
    const call = recorded[index % recorded.length] ?? first;
    const dueMs = beganMs + Math.floor(index / recorded.length) * roundMs + (call.startMs - startMs);
    index += 1;
    return Math.max(0, dueMs - afterMs);
  };
}
