import { textField } from '../../plan/items';
import type { Step } from '../../plan/plan';
import { applicationId, foundByName, goneById, type ExecutorTable, type StepContext } from '../executor';

const secrets = ({ management, application }: StepContext) => management.secrets(application);

export const otherExecutors: ExecutorTable = {
  'application.create': {
    run: async ({ object: name, after }, { management, ids }) => {
      const given = { name, secureRecordStorage: after?.['secureRecordStorage'] === true };
      ids.set('application', name, await management.addApplication(given));
    },
    isDone: foundByName('application', async ({ management, application }) => {
      const found = await management.application(application);
      return found ? [found] : [];
    }),
  },
  'application.update': {
    run: ({ after }, context) =>
      context.management.setApplication(applicationId(context), { secureRecordStorage: after?.['secureRecordStorage'] === true }),
  },
  'application.delete': {
    run: ({ object }, { management, ids }) => management.deleteApplication(ids.get('application', object)),
    isDone: goneById('application', ({ management }) => management.applications()),
  },
  'number.bind': { run: bindNumber },
  'number.move': { run: bindNumber },
  'number.remove': { run: ({ object }, { management, ids }) => management.unbindNumber(ids.get('number', object)) },
  'secret.create': {
    run: async ({ object: name }, context) => {
      const given = { name, value: context.sources.secret(name) };
      context.ids.set('secret', name, await context.management.addSecret(applicationId(context), given));
    },
    isDone: foundByName('secret', secrets),
  },
  'secret.update': {
    run: ({ object }, context) => context.management.setSecret(
      { applicationId: applicationId(context), id: context.ids.get('secret', object) }, { value: context.sources.secret(object) },
    ),
  },
  'secret.delete': {
    run: ({ object }, context) =>
      context.management.deleteSecret({ applicationId: applicationId(context), id: context.ids.get('secret', object) }),
    isDone: goneById('secret', secrets),
  },
};

async function bindNumber({ object, after }: Step, context: StepContext): Promise<void> {
  const { management, ids, application } = context;
  const target = textField(after, 'application');
  const rule = typeof after?.['rule'] === 'string' ? after['rule'] : null;
  const to = target === application
    ? { applicationId: applicationId(context), ruleId: rule === null ? null : ids.get('rule', rule) }
    : { application: target, rule };
  await management.bindNumber({ phoneId: ids.get('number', object), to });
}
