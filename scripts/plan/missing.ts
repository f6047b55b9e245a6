import { OWNED_LIST, ownershipOf } from './desired';
import { findItem, KIND_WORDS, listField, skillOf, type Kind } from './items';
import type { Conflict, Step } from './plan';
import type { Situation } from './situation';

/** What steps name, though it is not there and no step makes it: its kind is left to others, or who made it took it away. */
export function findMissing({ desired, actual }: Situation, steps: readonly Step[]): Conflict[] {
  if (actual.account === null) return [];
  const isMissing = ([kind, name]: Named): boolean =>
    !findItem(actual.items, kind, name) && !steps.some((step) => step.kind === kind && step.object === name);
  return steps.flatMap((step) => namedBy(step, desired.application).filter(isMissing).map(([kind, name]) => {
    const isLeft = ownershipOf(desired, kind) === 'ignore';
    const mode = `ownership.${OWNED_LIST[kind]}`;
    return {
      kind: step.kind,
      object: step.object,
      what: `it needs the ${KIND_WORDS[kind]} "${name}", which is not there${isLeft ? `, and ${mode} is 'ignore'` : ''}`,
      remedy: `make it in the control panel, or ${isLeft ? `set ${mode} to 'add-only'` : 'deploy a config that lists it'}`,
    };
  }));
}

type Named = readonly [kind: Kind, name: string];

const OF_LISTS: Partial<Record<Kind, { of?: Kind; members: Kind; field: string }>> = {
  'sq-agents': { members: 'operator', field: 'operators' },
  'sq-members': { of: 'sq-queue', members: 'operator', field: 'operators' },
  'acd-members': { of: 'acd-queue', members: 'operator', field: 'operators' },
  'acd-skill-members': { of: 'acd-skill', members: 'operator', field: 'operators' },
  'acd-queue-skills': { of: 'acd-queue', members: 'acd-skill', field: 'skills' },
  'sq-operator-skills': { of: 'operator', members: 'sq-skill', field: 'skills' },
  rule: { members: 'scenario', field: 'scenarios' },
};

/** By what the step adds; what is there has what it needs. */
function namedBy({ kind, object, action, before, after }: Step, application: string): Named[] {
  if (action === 'remove') return [];
  if (kind === 'number' && after?.['application'] === application && typeof after['rule'] === 'string') return [['rule', after['rule']]];
  const list = OF_LISTS[kind];
  if (!list) return [];
  const had = listField(before, list.field);
  const added = listField(after, list.field).filter((name) => !had.includes(name));
  const members = added.map((name) => [list.members, kind === 'sq-operator-skills' ? skillOf(name) : name] as const);
  return list.of ? [[list.of, object], ...members] : members;
}
