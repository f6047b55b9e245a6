import type { AcdQueueRow, UserRow } from '../../../account/objects';
import type { QueueGround } from '../../seams';
import type { FloorRules, Match } from '../floor';
import type { Operator } from '../operator';
import type { QueueLine, Standing } from '../queue-line';
import type { AcdRequest } from './request';
import { isAnybodyAble } from './verdict';

export type AcdLine = QueueLine<AcdRequest, AcdQueueRow>;

export interface AcdActions {
  offer(match: Match<AcdRequest, AcdQueueRow>): void;
  /** Row 84, where the switch says so. */
  nobodyLeft(line: AcdLine): void;
}

/** Who may serve which queue, and who is next (platform-facts 3.3). */
export function acdRules(ground: QueueGround, actions: AcdActions): FloorRules<AcdRequest, AcdQueueRow> {
  const { rows, switches, random } = ground;
  return {
    queueType: 'acd',
    row: (queueId) => rows.acdQueues.get(queueId),
    queuesOf: (user) => queuesOf(rows.users.get(user.id), [...rows.acdQueues.values()]),
    standing: standingOf,
    match(lines) {
      const line = chooseLine(lines, () => random.next());
      const item = line?.waiting.first;
      const index = switches.acdSelection === 'random' && line ? random.below(line.ready.length) : 0;
      const entry = line?.ready.at(index);
      return line && item && entry ? { line, item, entry } : null;
    },
    offer: (match) => actions.offer(match),
    standingChanged(line) {
      if (switches.lastOperatorLeaves === 'offline' && !isAnybodyAble(line, switches)) actions.nobodyLeft(line);
    },
  };
}

/** Bound by hand, or by skills where the queue asks for them and binds by itself. */
function queuesOf(user: UserRow | undefined, queues: AcdQueueRow[]): number[] {
  if (!user?.active) return [];
  return queues
    .filter((queue) => queue.applicationId === null || queue.applicationId === user.applicationId)
    .filter((queue) => user.acdQueueIds.includes(queue.id) || isBoundBySkills(user, queue))
    .map((queue) => queue.id);
}

function isBoundBySkills(user: UserRow, queue: AcdQueueRow): boolean {
  return queue.autoBinding && queue.skillIds.length > 0 && queue.skillIds.every((id) => user.acdSkillIds.includes(id));
}

function standingOf(operator: Operator): Standing {
  const { status } = operator.wires.acd;
  if (status === 'OFFLINE') return 'offline';
  return status === 'BANNED' ? 'banned' : 'active';
}

/**
 * acd_queue_priority, 0 first; then the more urgent and older request. A queue
 * whose service_probability is below 1 lets the next one go first that often.
 */
function chooseLine(lines: AcdLine[], draw: () => number): AcdLine | undefined {
  if (lines.length === 1) return lines[0];
  const sorted = [...lines].sort(byPriority);
  return sorted.find((line) => line.row.serviceProbability >= 1 || draw() < line.row.serviceProbability) ?? sorted[0];
}

function byPriority(left: AcdLine, right: AcdLine): number {
  const [one, other] = [left.waiting.first, right.waiting.first];
  const byHead = one && other ? one.rank - other.rank || one.seq - other.seq : 0;
  return left.row.priority - right.row.priority || byHead;
}
