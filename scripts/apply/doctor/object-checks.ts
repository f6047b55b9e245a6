import type { Actual } from '../../plan/actual';
import { findItem, listField, ofKind, type Kind } from '../../plan/items';
import type { Drift } from '../../plan/plan';
import { planChanges } from '../../plan/plan-changes';
import type { Session } from '../session';
import { bad, good, type Check } from './check';

/** What the account has, against what the config lists. */
export function checkObjects(session: Session, actual: Actual): Check[] {
  const { desired, state } = session;
  const plan = planChanges({ desired, actual, state });
  const open = (kind: Kind): string[] => plan.steps.filter((step) => step.kind === kind).map(({ id }) => id);
  return [
    ...numbers(session, actual),
    ...ofKind(desired.items, 'secret').map(({ name }) => (findItem(actual.items, 'secret', name)
      ? good(`secret ${name}`, 'present')
      : bad(`secret ${name}`, 'missing', 'Set its environment variable and run `vox deploy`.'))),
    ...queueOperators(session, { actual, drift: plan.drift }),
    open('scenario').length === 0
      ? good('code', 'the live bundles equal the built ones')
      : bad('code', `other than built: ${open('scenario').join(', ')}`, 'Run `vox plan` to see why, `vox deploy` to upload.'),
    plan.steps.length === 0
      ? good('plan', 'nothing to do')
      : bad('plan', `${plan.steps.length} steps are open`, 'Run `vox plan`.'),
  ];
}

function numbers({ desired }: Session, actual: Actual): Check[] {
  return ofKind(desired.items, 'number').map(({ name, fields }) => {
    const present = findItem(actual.items, 'number', name);
    if (!present) return bad(`number ${name}`, 'the account does not have it', 'Rent it in the control panel.');
    const { application, rule } = present.fields;
    if (application === fields['application'] && rule === fields['rule']) return good(`number ${name}`, `leads to rule "${String(rule)}"`);
    const where = application === null ? 'leads nowhere: callers hear busy' : `leads to application "${String(application)}", rule "${String(rule)}"`;
    return bad(`number ${name}`, where, 'Run `vox deploy`.');
  });
}

function queueOperators({ desired }: Session, { actual, drift }: { actual: Actual; drift: readonly Drift[] }): Check[] {
  const lists = [...ofKind(desired.items, 'sq-members'), ...ofKind(desired.items, 'acd-members')];
  const agents = ofKind(actual.items, 'sq-agents').flatMap(({ fields }) => listField(fields, 'operators'));
  return lists.map(({ kind, name }) => {
    const bound = listField(findItem(actual.items, kind, name)?.fields, 'operators');
    const able = kind === 'sq-members' ? bound.filter((operator) => agents.includes(operator)) : bound;
    const kept = drift.find((one) => one.what === 'kept' && one.kind === kind && one.object === name);
    return able.length > 0
      ? good(`queue ${name}`, `has ${able.length} operators${kept ? `; ${kept.note}` : ''}`)
      : bad(`queue ${name}`, 'has no operator who takes calls', 'List operators of its franchise in the config and run `vox deploy`.');
  });
}
