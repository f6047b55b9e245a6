import type { ModuleSymbols, Queues, SessionSeam } from '../seams';
import * as names from './names';

type Enqueuers = Pick<Queues, 'enqueueAcdRequest' | 'enqueueTask'>;

/** The names that exist in a realm after require(Modules.ACD). */
export function acdSymbols(queues: Enqueuers, session: SessionSeam): ModuleSymbols {
  return {
    globals: guarded(session, { ACDEvents: names.ACDEvents }),
    voxEngine: { enqueueACDRequest: (...args) => queues.enqueueAcdRequest(session, args) },
  };
}

/** The names that exist in a realm after require(Modules.SmartQueue). */
export function smartQueueSymbols(queues: Enqueuers, session: SessionSeam): ModuleSymbols {
  const { SmartQueueEvents, SmartQueueTaskStatus, SmartQueueOperatorSettingsMode, TaskWaitingCode, TerminationStatus } = names;
  return {
    globals: guarded(session, {
      SmartQueueEvents, SmartQueueTaskStatus, SmartQueueOperatorSettingsMode, TaskWaitingCode, TerminationStatus,
    }),
    voxEngine: { enqueueTask: (...args) => queues.enqueueTask(session, args) },
  };
}

function guarded(session: SessionSeam, enums: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(enums).map(([name, values]) => [name, session.guard(name, { ...values })]));
}
