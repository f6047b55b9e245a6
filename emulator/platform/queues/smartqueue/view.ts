import type { SqTaskView } from '../../../management/platform-view';
import type { SmartQueueEngine } from './engine';
import type { SqTask } from './task';

/** The tasks of GetSQState: waiting, ringing at, or talking to somebody. */
export function sqTaskViews(engine: SmartQueueEngine, queueId: number, nowMs: number): SqTaskView[] {
  return [...(engine.live.get(queueId) ?? [])].map((task) => taskView(task, nowMs));
}

function taskView(task: SqTask, nowMs: number): SqTaskView {
  const { asked, reachedMs } = task;
  return {
    type: 'CALL',
    status: ({ waiting: 'IN_QUEUE', offered: 'DISTRIBUTED' } as const)[task.state as 'waiting' | 'offered'] ?? 'IN_PROCESSING',
    userId: task.ring?.operator.user.id ?? null,
    skills: asked.skills.map(({ name, levels }) => ({ name, levels })),
    waitingMs: (reachedMs ?? nowMs) - task.beginMs,
    processingMs: reachedMs === null ? 0 : nowMs - reachedMs,
    customData: asked.customData,
  };
}
