import type { Desired } from './desired';
import { findItem, KIND_WORDS } from './items';
import { isOurs } from './ownership';
import { makeStep, WAVES, type Plan } from './plan';
import { planChanges } from './plan-changes';
import { ALL_MANAGED } from './restore';
import type { Situation } from './situation';

export function desireNothing({ environment, application }: Desired): Desired {
  return { environment, application, ownership: ALL_MANAGED, items: [], withoutValue: [] };
}

/** Everything that is ours goes, the application last; what is not shown to be ours is named and stays. */
export function planDestroy(situation: Situation): Plan {
  const plan = planChanges(situation);
  const { actual, desired: { application } } = situation;
  const present = findItem(actual.items, 'application', application);
  if (!present) return plan;
  if (isOurs(situation, present)) {
    const step = makeStep({
      kind: 'application', action: 'delete', object: application, before: present.fields, after: null, destructive: true,
      wave: WAVES.obsoleteApplication,
    });
    return { ...plan, steps: [...plan.steps, step] };
  }
  const note = `${KIND_WORDS.application} "${application}" was there before the first deploy, or nothing here shows that we made it`;
  return { ...plan, drift: [...plan.drift, { what: 'kept', kind: 'application', object: application, fields: {}, note }] };
}
