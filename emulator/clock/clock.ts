/** Time as everything in the emulator sees it; nothing reads Date.now by itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Timers are due that have not run; where it is missing, never so. */
  readonly isBehind?: boolean;
  /** Runs `fn` once, `delayMs` from now; equal times run in the order they were set. */
  after(delayMs: number, fn: () => void): ClockTimer;
  /**
   * Stops virtual time while something real is under way, such as a request to a server on this
   * machine; call the result when it is over. A real clock goes on by itself.
   */
  hold(): () => void;
}

export interface ClockTimer {
  cancel(): void;
}
