import type { Step } from '../../plan/plan';
import { listField, textField } from '../../plan/items';
import { applicationId, foundByName, goneById, type Executor, type ExecutorTable, type StepContext } from '../executor';

const list = ({ management, application }: StepContext) => management.users(application);

export const operatorExecutors: ExecutorTable = {
  'operator.create': {
    run: async (step, context) => {
      const { object: name, after } = step;
      const given = {
        applicationId: applicationId(context), name, displayName: textField(after, 'displayName'), password: context.sources.password(name),
      };
      context.ids.set('operator', name, await context.management.addUser(given));
    },
    isDone: foundByName('operator', list),
  },
  'operator.update': {
    run: ({ object, after }, { management, ids, sources }) => management.setUser(ids.get('operator', object), {
      ...(after && 'displayName' in after ? { displayName: String(after['displayName']) } : {}),
      ...(after && 'active' in after ? { active: after['active'] === true } : {}),
      ...(after && 'password' in after ? { password: sources.password(object) } : {}),
    }),
  },
  'operator.delete': {
    run: ({ object }, { management, ids }) => management.deleteUser(ids.get('operator', object)),
    isDone: goneById('operator', list),
  },
  'sq-agents.add': takingCalls(true),
  'sq-agents.remove': takingCalls(false),
  'sq-members.add': members('sq-queue', true),
  'sq-members.remove': members('sq-queue', false),
  'acd-members.add': members('acd-queue', true),
  'acd-members.remove': members('acd-queue', false),
  'acd-skill-members.add': skillMembers(true),
  'acd-skill-members.remove': skillMembers(false),
};

/** The members that a list step adds or takes away. */
export function changedMembers({ before, after }: Step, field: string): string[] {
  const had = listField(before, field);
  const will = listField(after, field);
  return [...will.filter((name) => !had.includes(name)), ...had.filter((name) => !will.includes(name))];
}

function userIds(step: Step, { ids }: StepContext): number[] {
  return changedMembers(step, 'operators').map((name) => ids.get('operator', name));
}

function takingCalls(handleCalls: boolean): Executor {
  return {
    run: (step, context) =>
      context.management.setSqAgents({ applicationId: applicationId(context), userIds: userIds(step, context), handleCalls }),
  };
}

function members(kind: 'sq-queue' | 'acd-queue', bind: boolean): Executor {
  return {
    run: (step, context) => {
      const { management, ids } = context;
      const given = { applicationId: applicationId(context), queueId: ids.get(kind, step.object), userIds: userIds(step, context), bind };
      return kind === 'sq-queue' ? management.bindSqAgents(given) : management.bindAcdUsers(given);
    },
  };
}

function skillMembers(bind: boolean): Executor {
  return {
    run: (step, context) => context.management.bindAcdSkill({
      applicationId: applicationId(context), skillId: context.ids.get('acd-skill', step.object), userIds: userIds(step, context), bind,
    }),
  };
}
