import { LIMITS } from '../limits';

/** What has not come to its end by then never does: a machine with a lot to do may need so long for a callback. */
export const ENDLESS_MS = 10_000;

/**
 * The second that a callback has (row 21) is one of computing. By the clock alone a machine that is busy with other
 * things, or a collection of garbage, would end calls whose callbacks took a few milliseconds.
 */
export function withinCallbackTime(endlessMs: number, run: (limit: { timeout: number }) => void): void {
  const [startMs, cpu] = [performance.now(), process.cpuUsage()];
  run({ timeout: endlessMs });
  if (performance.now() - startMs < LIMITS.callbackMs) return;
  const { user, system } = process.cpuUsage(cpu);
  if ((user + system) / 1_000 < LIMITS.callbackMs) return;
  throw Object.assign(new Error('The callback computed for too long.'), { code: TIMEOUT_CODE });
}

/** Of Node's own error for a script that was stopped. */
export const TIMEOUT_CODE = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
