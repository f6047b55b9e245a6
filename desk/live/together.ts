import type { Clock } from '../clock';

export interface TogetherOptions<What> {
  clock: Clock;
  everyMs: number;
  /** What is asked under one key is the same thing to do. */
  keyOf: (what: What) => string;
  /** What is to be done where both were asked; left out: the later alone. */
  merge?: (earlier: What, later: What) => What;
  work: (what: What) => Promise<void>;
  /** Given what is done after its asker has gone. */
  unawaited: (work: Promise<void>) => void;
}

/**
 * Does what is asked at once; asked again within `everyMs`, it is done once more after that time. So nobody waits for
 * the first news, nobody misses the last, and a rush costs no more than its time.
 */
export function together<What>({ clock, everyMs, keyOf, work, unawaited, merge = (_, later) => later }: TogetherOptions<What>): { ask(what: What): Promise<void>; stop(): void } {
  const resting = new Map<string, { again: What | undefined; timer: { cancel(): void } }>();
  const rest = (key: string): void => {
    const timer = clock.after(everyMs, () => {
      const again = resting.get(key)?.again;
      resting.delete(key);
      if (again === undefined) return;
      rest(key);
      unawaited(work(again));
    });
    resting.set(key, { again: undefined, timer });
  };
  return {
    async ask(what) {
      const key = keyOf(what);
      const waiting = resting.get(key);
      if (waiting) {
        waiting.again = waiting.again === undefined ? what : merge(waiting.again, what);
        return;
      }
      rest(key);
      await work(what);
    },
    stop() {
      for (const { timer } of resting.values()) timer.cancel();
      resting.clear();
    },
  };
}
