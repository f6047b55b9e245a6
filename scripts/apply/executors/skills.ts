import { listField, textField } from '../../plan/items';
import { applicationId, foundByName, goneById, type Executor, type ExecutorTable, type StepContext } from '../executor';
import { changedMembers } from './operators';

const sqList = ({ management, application }: StepContext) => management.sqSkills(application);
const acdList = ({ management }: StepContext) => management.acdSkills();

export const skillExecutors: ExecutorTable = {
  'sq-skill.create': {
    run: async ({ object: name, after }, context) => {
      const given = { name, description: textField(after, 'description') };
      context.ids.set('sq-skill', name, await context.management.addSqSkill(applicationId(context), given));
    },
    isDone: foundByName('sq-skill', sqList),
  },
  'sq-skill.update': {
    run: ({ object, after }, context) => context.management.setSqSkill(
      { applicationId: applicationId(context), id: context.ids.get('sq-skill', object) },
      { description: textField(after, 'description') },
    ),
  },
  'sq-skill.rename': {
    run: async ({ object, before }, context) => {
      const old = textField(before, 'name');
      const at = { applicationId: applicationId(context), id: context.ids.get('sq-skill', old) };
      await context.management.setSqSkill(at, { name: object });
      context.ids.rename('sq-skill', old, object);
    },
  },
  'sq-skill.delete': {
    run: ({ object }, context) =>
      context.management.deleteSqSkill({ applicationId: applicationId(context), id: context.ids.get('sq-skill', object) }),
    isDone: goneById('sq-skill', sqList),
  },
  'acd-skill.create': {
    run: async ({ object }, context) => {
      const { management, ids } = context;
      const drawn = context.drawnName(object);
      if (!ids.has('acd-skill', drawn)) ids.set('acd-skill', drawn, await management.addAcdSkill(drawn));
      await giveName(object, context);
    },
    isDone: async ({ object }, context) => {
      const { ids } = context;
      const drawn = context.drawnName(object);
      const known = ids.has('acd-skill', drawn) ? ids.get('acd-skill', drawn) : null;
      const found = (await acdList(context)).find(({ id, name }) => id === known || name === drawn);
      if (!found) return false;
      ids.set('acd-skill', drawn, found.id);
      if (found.name === object) ids.rename('acd-skill', drawn, object);
      else await giveName(object, context);
      return true;
    },
  },
  'acd-skill.delete': {
    run: ({ object }, { management, ids }) => management.deleteAcdSkill(ids.get('acd-skill', object)),
    isDone: goneById('acd-skill', acdList),
  },
  'acd-queue-skills.add': queueSkills(true),
  'acd-queue-skills.remove': queueSkills(false),
  'sq-operator-skills.add': {
    run: async ({ object, before, after }, context) => {
      const had = listField(before, 'skills');
      const will = listField(after, 'skills');
      await context.management.setSqAgentSkills({
        ...agent(object, context),
        skills: will.filter((skill) => !had.includes(skill)).map((skill) => levelOf(skill, context)),
        // A level that changes is taken off first: whether adding replaces it is not documented.
        drop: had.filter((skill) => !will.includes(skill)).map((skill) => levelOf(skill, context).id),
      });
    },
  },
  'sq-operator-skills.remove': {
    run: ({ object, before }, context) => context.management.setSqAgentSkills({
      ...agent(object, context), skills: [], drop: listField(before, 'skills').map((skill) => levelOf(skill, context).id),
    }),
  },
};

/** Written down first: under its own name nothing tells it from one that others made. */
async function giveName(name: string, context: StepContext): Promise<void> {
  const { management, ids } = context;
  const drawn = context.drawnName(name);
  const id = ids.get('acd-skill', drawn);
  context.noteMade(`acd-skill/${id}`);
  await management.renameAcdSkill(id, name);
  ids.rename('acd-skill', drawn, name);
}

function queueSkills(bind: boolean): Executor {
  return {
    run: (step, context) => context.management.bindAcdQueueSkills({
      applicationId: applicationId(context), queueId: context.ids.get('acd-queue', step.object),
      skillIds: changedMembers(step, 'skills').map((name) => context.ids.get('acd-skill', name)), bind,
    }),
  };
}

function agent(name: string, context: StepContext): { applicationId: number; userId: number } {
  return { applicationId: applicationId(context), userId: context.ids.get('operator', name) };
}

/** `sales:3` */
function levelOf(skill: string, { ids }: StepContext): { id: number; level: number } {
  const at = skill.lastIndexOf(':');
  return { id: ids.get('sq-skill', skill.slice(0, at)), level: Number(skill.slice(at + 1)) };
}
