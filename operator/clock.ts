import { wallMs } from '../contracts/time';
import { startTicker } from './ticker';
import type { Clocks } from './state';

/** Time as the page sees it; passed in, so that a test can have another. */
export interface PageClock extends Clocks {
  /** Runs `fn` once; returns how to keep it from that. */
  readonly after: (delayMs: number, fn: () => void) => () => void;
  /** A beat, in a hidden tab too; returns how to stop. */
  readonly everySecond: (beat: () => void) => () => void;
}

/** The browser's; nothing else of the page reads a clock. */
export const browserClock: PageClock = {
  nowMs: () => Math.floor(performance.now()),
  wall: () => wallMs(Date.now()),
  after: (delayMs, fn) => {
    const timer = setTimeout(fn, delayMs);
    return () => clearTimeout(timer);
  },
  everySecond: startTicker,
};
