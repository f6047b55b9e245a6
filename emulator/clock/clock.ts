/** Time as everything in the emulator sees it; nothing reads Date.now by itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `fn` once, `delayMs` from now; equal times run in the order they were set. */
  after(delayMs: number, fn: () => void): ClockTimer;
}

export interface ClockTimer {
  cancel(): void;
}
