import { COUNT_LIMITS } from '../../contracts/platform-limits';
import { listField, ofKind, type Kind } from './items';
import type { Conflict, Step } from './plan';
import type { Situation } from './situation';

/**
 * Limits that depend on what the account has already. What counts is the most that there is in the middle of a deploy:
 * new objects are made before old ones go.
 */
export function findExceeded(situation: Situation, steps: readonly Step[]): Conflict[] {
  const { actual } = situation;
  if (actual.account === null) return [];
  return [
    ...objectsExceeded(situation, steps, { kind: 'operator', most: COUNT_LIMITS.usersOfAccount, elsewhere: actual.usersElsewhere ?? 0, what: 'users of the account' }),
    ...objectsExceeded(situation, steps, { kind: 'sq-queue', most: COUNT_LIMITS.sqQueuesOfApplication, elsewhere: 0, what: 'queues of the application' }),
    ...skillsExceeded(steps),
  ];
}

interface Counted { kind: Kind; most: number; elsewhere: number; what: string }

function objectsExceeded({ desired, actual }: Situation, steps: readonly Step[], { kind, most, elsewhere, what }: Counted): Conflict[] {
  const made = steps.filter((step) => step.kind === kind && step.action === 'create').length;
  const there = ofKind(actual.items, kind).length + elsewhere;
  if (made === 0 || there + made <= most) return [];
  const goes = steps.filter((step) => step.kind === kind && step.action === 'delete').length;
  const others = elsewhere > 0 ? `, ${elsewhere} of them in other applications` : '';
  return [{
    kind,
    object: desired.application,
    what: `${made} are to be made where ${there} are already${others}, and the platform takes ${most} ${what}`,
    remedy: goes > 0 && there - goes + made <= most
      ? `deploy twice: first without the new ones, so that ${goes} go`
      : 'delete some that nobody needs, or give some franchises an account of their own',
  }];
}

/** What is unlisted stays beside what the config asks for, or goes only afterwards. */
function skillsExceeded(steps: readonly Step[]): Conflict[] {
  const most = COUNT_LIMITS.sqSkillsOfAgent;
  return steps.filter(({ kind, action }) => kind === 'sq-operator-skills' && action === 'add').flatMap(({ object, before, after }) => {
    const skills = listField(after, 'skills');
    return skills.length <= most ? [] : [{
      kind: 'sq-operator-skills' as const,
      object,
      what: `with those that the account has (${listField(before, 'skills').join(', ')}) it would be ${skills.length}, and the platform takes ${most}`,
      remedy: 'take those off that are not needed, in the control panel or by a deploy before this one',
    }];
  });
}
