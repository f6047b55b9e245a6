import { ownershipOf } from './desired';
import { findItem, KIND_WORDS, ofKind, type Item, type Kind } from './items';
import { isOurMember, ownerOf } from './ownership';
import type { Drift, Step } from './plan';
import type { Situation } from './situation';
import { isSpokenOf, listsOf, unlistedMembers } from './steps/lists';

const OBJECTS: readonly Kind[] = [
  'scenario', 'rule', 'sq-queue', 'acd-queue', 'sq-skill', 'acd-skill', 'operator', 'number', 'secret',
];
/** Who stands in one of these gets its calls. */
const QUEUES: readonly Kind[] = ['sq-members', 'acd-members'];

/** What would go if it could be shown to be ours, or if nobody else used it. */
export function findKept(situation: Situation, steps: readonly Step[]): Drift[] {
  return [...OBJECTS.flatMap((kind) => keptObjects(situation, kind, steps)), ...QUEUES.flatMap((kind) => keptMembers(situation, kind))];
}

function keptObjects(situation: Situation, kind: Kind, steps: readonly Step[]): Drift[] {
  const { desired, actual } = situation;
  if (ownershipOf(desired, kind) !== 'manage') return [];
  const isTouched = (name: string): boolean =>
    steps.some((step) => step.kind === kind && (step.object === name || step.before?.['name'] === name));
  return ofKind(actual.items, kind)
    .filter(({ name }) => !findItem(desired.items, kind, name) && !isTouched(name))
    .flatMap((item) => {
      const owner = ownerOf(situation, item);
      if (owner === 'unknown') return [kept(item, 'is not listed, but nothing here shows that it is ours')];
      if (owner === 'us' && kind === 'scenario') return [kept(item, 'is not listed any more, but a rule that stays has it')];
      return owner === 'shared' ? [kept(item, 'is not listed any more, but other applications use it')] : [];
    });
}

/** An operator whom the config lists, in a queue where it does not have them. */
function keptMembers(situation: Situation, kind: Kind): Drift[] {
  const { desired, actual } = situation;
  if (ownershipOf(desired, kind) !== 'add-only') return [];
  return listsOf(situation, kind).flatMap((item) => {
    const stray = unlistedMembers(item, findItem(actual.items, kind, item.name)?.fields ?? {})
      .filter((member) => isSpokenOf(situation, item, member) && !isOurMember(situation, item, member));
    return stray.length === 0 ? [] : [kept(item, `has ${stray.join(', ')}, as the config does not say, but nothing here shows that we put them there`)];
  });
}

function kept({ kind, name }: Pick<Item, 'kind' | 'name'>, why: string): Drift {
  return { what: 'kept', kind, object: name, fields: {}, note: `${KIND_WORDS[kind]} "${name}" ${why}` };
}
