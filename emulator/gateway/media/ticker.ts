import type { Clock, ClockTimer } from '../../clock/clock';
import { frameMs } from './g711';

/** Calls every subscriber once for each 20 ms of time; runs only while there is one. */
export interface Ticker {
  subscribe(fn: () => void): () => void;
}

/** After a pause of the process, at most this many frames are made up for. */
const catchUpFrames = 5;

export function createTicker(clock: Clock): Ticker {
  const subscribers = new Set<() => void>();
  /** Those of the next tick; made anew when somebody comes or goes. */
  let calling: readonly (() => void)[] | undefined;
  let timer: ClockTimer | undefined;
  let dueMs = 0;
  const tick = () => {
    const late = Math.floor((clock.now() - dueMs) / frameMs);
    const frames = Math.min(Math.max(late + 1, 0), catchUpFrames);
    dueMs = late > catchUpFrames ? clock.now() + frameMs : dueMs + frames * frameMs;
    for (let frame = 0; frame < frames; frame += 1) for (const fn of (calling ??= [...subscribers])) fn();
    schedule();
  };
  const schedule = () => {
    timer = subscribers.size === 0 ? undefined : clock.after(Math.max(1, dueMs - clock.now()), tick);
  };
  return {
    subscribe(fn) {
      subscribers.add(fn);
      calling = undefined;
      if (!timer) {
        dueMs = clock.now() + frameMs;
        schedule();
      }
      return () => {
        subscribers.delete(fn);
        calling = undefined;
        if (subscribers.size > 0) return;
        timer?.cancel();
        timer = undefined;
      };
    },
  };
}
