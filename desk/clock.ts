/** Time as the desk sees it. The same shape as the emulator's, so that one clock can drive both. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `fn` once, `delayMs` from now. */
  after(delayMs: number, fn: () => void): { cancel(): void };
}

/** The machine's clock. Its timers do not keep the process alive. */
export const machineClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, fn) => {
    const timer = setTimeout(fn, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
