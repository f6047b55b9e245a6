import type { Clock } from '../clock';

/** Who waits for a session's answer to a command; woken by the bus, so by any desk process. */
export interface CommandWaiters {
  /** Resolves when the answer is in the database, or after `ms`. */
  wait(commandId: string, ms: number): Promise<void>;
  forget(commandId: string): void;
  wake(commandId: string): void;
}

export function createCommandWaiters(clock: Clock): CommandWaiters {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (commandId: string): void => {
    for (const resolve of waiting.get(commandId) ?? []) resolve();
    waiting.delete(commandId);
  };
  return {
    wait: (commandId, ms) => new Promise<void>((resolve) => {
      const timer = clock.after(ms, () => wake(commandId));
      const known = waiting.get(commandId) ?? new Set();
      known.add(() => { timer.cancel(); resolve(); });
      waiting.set(commandId, known);
    }),
    forget: wake,
    wake,
  };
}
