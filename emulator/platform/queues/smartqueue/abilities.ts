import type { UserRow } from '../../../account/objects';
import type { Operator } from '../operator';
import { isQualified, standingOf, type SqLine } from './rules';
import type { SqTask } from './task';

export interface Abilities {
  users: ReadonlyMap<number, UserRow>;
  /** Agents of a queue who signed in at least once. */
  agentsOf(queueId: number): Iterable<Operator>;
}

/** Whether a queue has an agent who is there and has the task's skills, free or not. */
export function isAnybodyAble(task: SqTask, line: SqLine, abilities: Abilities): boolean {
  const { skills } = task.asked;
  if (line.counts.active === 0 || skills.length === 0) return line.counts.active > 0;
  for (const operator of abilities.agentsOf(line.row.id)) {
    if (standingOf(operator) === 'active' && isQualified(abilities.users.get(operator.user.id), skills)) return true;
  }
  return false;
}
