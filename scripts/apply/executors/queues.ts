import type { AcdQueueFields, SqQueueFields } from '../../../contracts/management';
import type { Step } from '../../plan/plan';
import { applicationId, foundByName, goneById, type ExecutorTable, type StepContext } from '../executor';

const sqList = ({ management, application }: StepContext) => management.sqQueues(application);
const acdList = (context: StepContext) => context.management.acdQueues(applicationId(context));

/** The planner makes these items from exactly these fields. */
const sqFields = ({ after }: Step) => ({ ...after }) as unknown as SqQueueFields;
const acdFields = ({ after }: Step) => ({ ...after }) as AcdQueueFields;

export const queueExecutors: ExecutorTable = {
  'sq-queue.create': {
    run: async (step, context) => {
      const given = { ...sqFields(step), name: step.object };
      context.ids.set('sq-queue', step.object, await context.management.addSqQueue(applicationId(context), given));
    },
    isDone: foundByName('sq-queue', sqList),
  },
  'sq-queue.update': {
    run: (step, context) => context.management.setSqQueue(
      { applicationId: applicationId(context), id: context.ids.get('sq-queue', step.object) }, sqFields(step),
    ),
  },
  'sq-queue.delete': {
    run: async ({ object }, context) => {
      const id = context.ids.get('sq-queue', object);
      await context.drained({ kind: 'sq-queue', id, name: object });
      await context.management.deleteSqQueue({ applicationId: applicationId(context), id });
    },
    isDone: goneById('sq-queue', sqList),
  },
  'acd-queue.create': {
    run: async (step, context) => {
      const given = { ...acdFields(step), name: step.object };
      context.ids.set('acd-queue', step.object, await context.management.addAcdQueue(applicationId(context), given));
    },
    isDone: foundByName('acd-queue', acdList),
  },
  'acd-queue.update': {
    run: (step, { management, ids }) => management.setAcdQueue(ids.get('acd-queue', step.object), acdFields(step)),
  },
  'acd-queue.delete': {
    run: async ({ object }, context) => {
      const id = context.ids.get('acd-queue', object);
      await context.drained({ kind: 'acd-queue', id, name: object });
      await context.management.deleteAcdQueue(id);
    },
    isDone: goneById('acd-queue', acdList),
  },
};
