import type { LiveCalls, Management } from '../../contracts/management';
import type { Kind } from '../plan/items';
import { UserError } from '../user-error';
import { applicationId, type StepContext } from './executor';

export interface DrainOptions {
  everyMs: number;
  /** After this much waiting it is given up, and the command says so. */
  mostMs: number;
  sleep: (ms: number) => Promise<void>;
  /** Told at each look. */
  waiting?: (live: { waiting: number; talking: number }) => void;
}

export interface Queue {
  kind: Kind;
  id: number;
  name: string;
}

type QueueContext = Pick<StepContext, 'management' | 'application' | 'ids'>;

/** Waits until nobody waits or talks in these queues. */
export async function waitUntilDrained(context: QueueContext, queues: readonly Queue[], options: DrainOptions): Promise<void> {
  const at = { applicationId: applicationId(context), queues };
  for (let waitedMs = 0; ; waitedMs += options.everyMs) {
    const { waiting, talking } = await liveTotals(context.management, at);
    if (waiting + talking === 0) return;
    if (waitedMs >= options.mostMs) {
      const names = queues.map(({ name }) => `"${name}"`).join(', ');
      throw new UserError(
        `After ${Math.round(waitedMs / 60_000)} minutes there are still ${waiting} waiting and ${talking} talking in ${names}. ` +
          'Run the same command again later; what was done stays.',
      );
    }
    options.waiting?.({ waiting, talking });
    await options.sleep(options.everyMs);
  }
}

export async function liveTotals(
  management: Management,
  { applicationId: id, queues }: { applicationId: number; queues: readonly Queue[] },
): Promise<{ waiting: number; talking: number }> {
  const ids = (kind: Kind): number[] => queues.filter((queue) => queue.kind === kind).map((queue) => queue.id);
  const live = queues.length === 0
    ? []
    : await management.live({ applicationId: id, sqQueueIds: ids('sq-queue'), acdQueueIds: ids('acd-queue') });
  const sum = (field: 'waiting' | 'talking'): number => live.reduce((total: number, one: LiveCalls) => total + one[field], 0);
  return { waiting: sum('waiting'), talking: sum('talking') };
}
