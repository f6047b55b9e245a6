import type { CloudOptions } from '../../../emulator/cloud';
import { addAcdQueue } from '../queues/account';
import { world, type World } from '../platform/world';

/** What a scenario says and dies of, how it was seen from outside, and what the log complains of. */
export interface Ran {
  w: World;
  said: string[];
  error: string | undefined;
  violations: string[];
}

export interface Run extends Partial<CloudOptions> {
  /** Before the call comes in. */
  before?: (w: World) => void;
  /** Milliseconds; else until nothing is left to run. */
  forMs?: number;
}

/** Runs the body of CallAlerting's listener; `call` is the incoming leg. */
export async function alerting(body: string, { before, forMs, ...options }: Run = {}): Promise<Ran> {
  const modules = 'require(Modules.ACD); require(Modules.ApplicationStorage);';
  const w = world(`${modules} VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; ${body} });`, options);
  const queue = addAcdQueue(w.rows, 'acd', { applicationId: w.applicationId });
  // Somebody is there, so that a request waits.
  w.user('op').acdQueueIds.push(queue.id);
  w.cloud.connectOperator('op', { queueType: 'acd' });
  before?.(w);
  w.dial();
  if (forMs === undefined) await w.clock.runUntilIdle();
  else await w.clock.runFor(forMs);
  return {
    w,
    said: w.said,
    error: w.events.find(({ kind }) => kind === 'error')?.['message'] as string | undefined,
    violations: w.events.filter(({ kind }) => kind === 'violation').map(({ what }) => String(what)),
  };
}

/** An outgoing telephone leg that the far end leads, as `leg` of the script. */
export function outgoing(rest: string): string {
  return `var leg = VoxEngine.callPSTN('100', '1'); ${rest}`;
}
