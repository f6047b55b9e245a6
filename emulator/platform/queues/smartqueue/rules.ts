import type { SqQueueRow, UserRow } from '../../../account/objects';
import type { QueueGround } from '../../seams';
import type { FloorRules, Match } from '../floor';
import type { Operator } from '../operator';
import type { QueueLine, ReadyEntry, Standing } from '../queue-line';
import type { RequiredSkill, SqTask } from './task';

export type SqLine = QueueLine<SqTask, SqQueueRow>;

export interface SqActions {
  offer(match: Match<SqTask, SqQueueRow>): void;
  standingChanged(line: SqLine): void;
  readyEntry(userId: number, line: SqLine): ReadyEntry | null;
}

/** Who may serve which SmartQueue, and who is next (platform-facts 4.1, 4.4). */
export function sqRules(ground: QueueGround, actions: SqActions): FloorRules<SqTask, SqQueueRow> {
  const { rows, switches } = ground;
  const sign = switches.sqPriority === 'larger-first' ? -1 : 1;
  return {
    queueType: 'smartqueue',
    row: (queueId) => rows.sqQueues.get(queueId),
    queuesOf: (user) => queuesOf(rows.users.get(user.id)),
    standing: standingOf,
    match(lines) {
      const sorted = lines.length === 1 ? lines : [...lines].sort((left, right) => byPriority(left, right, sign));
      for (const line of sorted) {
        for (const item of line.waiting) {
          const entry = item.named ? actions.readyEntry(item.named.userId, line) : pickAgent(line, item.asked.skills, rows.users);
          if (entry) return { line, item, entry };
        }
      }
      return null;
    },
    offer: (match) => actions.offer(match),
    standingChanged: (line) => actions.standingChanged(line),
  };
}

/** Whether an agent has every required skill at an accepted level. */
export function isQualified(user: UserRow | undefined, skills: readonly RequiredSkill[]): boolean {
  return skills.every(({ id, levels }) => user?.sqSkills.some((skill) => skill.id === id && levels.includes(skill.level)));
}

/** A task's place by its queue's task selection: MAX_PRIORITY, or arrival alone. */
export function rankOf(priority: number, row: SqQueueRow, direction: 'larger-first' | 'smaller-first'): number {
  if (row.taskSelection !== 'MAX_PRIORITY') return 0;
  return direction === 'larger-first' ? -priority : priority;
}

function pickAgent(line: SqLine, skills: readonly RequiredSkill[], users: ReadonlyMap<number, UserRow>): ReadyEntry | null {
  if (skills.length === 0) return line.ready.first ?? null;
  const wants = { MOST_QUALIFIED: 1, LEAST_QUALIFIED: -1 }[line.row.agentSelection] ?? 0;
  let best: { entry: ReadyEntry; points: number } | null = null;
  for (const entry of line.ready) {
    const user = users.get(entry.operator.user.id);
    if (!isQualified(user, skills)) continue;
    const points = wants * levelSum(user, skills);
    if (!best || points > best.points) best = { entry, points };
    if (wants === 0) break;
  }
  return best?.entry ?? null;
}

function levelSum(user: UserRow | undefined, skills: readonly RequiredSkill[]): number {
  return skills.reduce((sum, { id }) => sum + (user?.sqSkills.find((skill) => skill.id === id)?.level ?? 0), 0);
}

/** Agents without handle_calls get no calls. */
function queuesOf(user: UserRow | undefined): number[] {
  return user?.active && user.handleCalls ? user.sqQueueIds : [];
}

/** «Inactive» are DND, BANNED and OFFLINE, and custom statuses as DND (platform-facts 4.2, 4.3). */
export function standingOf(operator: Operator): Standing {
  const { status } = operator.wires.smartqueue;
  if (status === 'OFFLINE') return 'offline';
  if (status === 'BANNED') return 'banned';
  return status === 'DND' || status.startsWith('CUSTOM_') ? 'away' : 'active';
}

function byPriority(left: SqLine, right: SqLine, sign: number): number {
  const [one, other] = [left.waiting.first, right.waiting.first];
  const byHead = one && other ? one.rank - other.rank || one.seq - other.seq : 0;
  return sign * (left.row.priority - right.row.priority) || byHead;
}
