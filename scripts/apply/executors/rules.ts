import { listField, textField, type Fields } from '../../plan/items';
import { applicationId, foundByName, goneById, type ExecutorTable, type StepContext } from '../executor';

const list = ({ management, application }: StepContext) => management.rules(application);

export const ruleExecutors: ExecutorTable = {
  'rule.create': {
    run: async (step, context) => {
      const { object: name, after } = step;
      const given = {
        applicationId: applicationId(context), name, pattern: textField(after, 'pattern'), exclude: textField(after, 'exclude'),
        scenarioIds: scenarioIds(after, context),
      };
      context.ids.set('rule', step.object, await context.management.addRule(given));
    },
    isDone: foundByName('rule', list),
  },
  'rule.update': {
    run: ({ object, after }, { management, ids }) => management.setRule(ids.get('rule', object), { ...after }),
  },
  'rule.bind': {
    run: async ({ object, after }, context) => {
      for (const scenarioId of scenarioIds(after, context)) {
        await context.management.bindScenario({
          applicationId: applicationId(context), ruleId: context.ids.get('rule', object), scenarioId, bind: true,
        });
      }
    },
  },
  'rule.rename': {
    run: async ({ object, before }, { management, ids }) => {
      const old = textField(before, 'name');
      await management.setRule(ids.get('rule', old), { name: object });
      ids.rename('rule', old, object);
    },
  },
  'rule.delete': {
    run: ({ object }, { management, ids }) => management.deleteRule(ids.get('rule', object)),
    isDone: goneById('rule', list),
  },
  'rule-order.reorder': {
    run: ({ after }, { management, ids }) =>
      management.reorderRules(listField(after, 'order').map((name) => ids.get('rule', name))),
  },
};

function scenarioIds(fields: Fields | null, { ids }: StepContext): number[] {
  return listField(fields, 'scenarios').map((name) => ids.get('scenario', name));
}
