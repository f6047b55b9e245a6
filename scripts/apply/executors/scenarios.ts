import { textField } from '../../plan/items';
import { applicationId, foundByName, goneById, type ExecutorTable, type StepContext } from '../executor';

const list = ({ management, application }: StepContext) => management.scenarios(application);

export const scenarioExecutors: ExecutorTable = {
  'scenario.create': {
    run: async (step, context) => {
      const script = context.sources.script(textField(step.after, 'sha256'));
      const given = { applicationId: applicationId(context), name: step.object, script };
      context.ids.set('scenario', step.object, await context.management.addScenario(given));
    },
    isDone: foundByName('scenario', list),
  },
  'scenario.update': {
    run: async (step, { management, ids, sources }) => {
      await management.setScenario(ids.get('scenario', step.object), { script: sources.script(textField(step.after, 'sha256')) });
    },
  },
  'scenario.rename': {
    run: async (step, { management, ids }) => {
      const before = textField(step.before, 'name');
      await management.setScenario(ids.get('scenario', before), { name: step.object });
      ids.rename('scenario', before, step.object);
    },
  },
  'scenario.delete': {
    run: ({ object }, { management, ids }) => management.deleteScenario(ids.get('scenario', object)),
    isDone: goneById('scenario', list),
  },
};
