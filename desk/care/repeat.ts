import type { Clock } from '../clock';

export interface Repeated { start: () => void; stop: () => Promise<void> }

/** Runs `work` again and again, `everyMs` after it came to its end; what it throws goes to `fail`, but not after `stop`. */
export function repeat({ clock, everyMs, work, fail }: { clock: Clock; everyMs: number; work: () => Promise<void>; fail: (error: unknown) => void }): Repeated {
  let stopped = false;
  let running = Promise.resolve();
  let timer: { cancel(): void } | undefined;
  const guarded = (): Promise<void> => work().catch((error: unknown) => { if (!stopped) fail(error); });
  const schedule = (): void => {
    timer = clock.after(everyMs, () => {
      running = guarded().then(() => { if (!stopped) schedule(); });
    });
  };
  return {
    start: schedule,
    async stop() {
      stopped = true;
      timer?.cancel();
      await running;
    },
  };
}
