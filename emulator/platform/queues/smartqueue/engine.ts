import type { SqQueueRow } from '../../../account/objects';
import { LivingSet } from '../../../living';
import type { SessionSeam } from '../../seams';
import type { OperatorStatus } from '../../lines';
import { Floor, type Match } from '../floor';
import { SmartQueueEvents, TerminationStatus } from '../names';
import type { EngineGround } from '../engine-ground';
import { Ring } from '../ring';
import { parseTask } from './parse';
import { isAnybodyAble, type Abilities } from './abilities';
import { rankOf, sqRules, type SqLine } from './rules';
import { SqTask } from './task';
import { startTimers } from './timers';
import { waitingPayload } from './waiting';

const UNREACHED_MS = 20_000;
const ROTATION_MS = 1_000;

/** SmartQueue, ACD v2 (platform-facts, section 4). */
export class SmartQueueEngine {
  /** Accepted tasks until their agent's leg is over, by queue. */
  readonly live = new Map<number, LivingSet<SqTask>>();
  readonly floor: Floor<SqTask, SqQueueRow>;
  private readonly abilities: Abilities;
  private pending = 0;
  private made = 0;

  constructor(private readonly ground: EngineGround) {
    const { presence } = ground;
    this.floor = new Floor(presence, ground.clock, sqRules(ground, {
      offer: (match) => this.offer(match),
      standingChanged: (line) => this.agentsChanged(line),
      readyEntry: (userId, line) => {
        const operator = presence.operator(userId);
        return operator ? this.floor.isReady(operator, line) : null;
      },
    }));
    this.abilities = { users: ground.rows.users, agentsOf: (queueId) => this.floor.operatorsOf(queueId) };
  }

  /** Tasks that are neither served nor given up. */
  get liveTasks(): number {
    return this.pending;
  }

  enqueue(session: SessionSeam, args: readonly unknown[]): object {
    const task = new SqTask({
      session,
      asked: parseTask(session, args[0], this.ground.rows),
      seq: (this.made += 1),
      end: (ended, status) => this.end(ended, status),
      clientGone: (orphan) => this.clientGone(orphan),
    });
    session.onTerminated(() => this.sessionGone(task));
    this.pending += 1;
    this.ground.clock.after(0, () => this.giveVerdict(task));
    return task.face;
  }

  bindingsChanged(): void {
    for (const [queueId, tasks] of this.live) {
      if (this.ground.rows.sqQueues.has(queueId)) continue;
      for (const task of tasks) {
        if (task.state === 'waiting') this.cancelTask(task, TerminationStatus.INTERNAL_ERROR, 'The queue was deleted');
      }
    }
    this.floor.bindingsChanged();
  }

  private giveVerdict(task: SqTask): void {
    if (task.state !== 'unjudged') return;
    const row = this.findQueue(task);
    const line = row && this.floor.line(row.id);
    if (!line) return this.fail(task, TerminationStatus.INTERNAL_ERROR, 'There is no such SmartQueue in this application');
    task.queueId = line.row.id;
    if (line.row.maxSize !== null && line.waiting.length + line.offered >= line.row.maxSize) {
      return this.cancelTask(task, TerminationStatus.MAX_QUEUE_SIZE_REACHED, 'The queue is full');
    }
    if (!this.holdsWithoutAgents(line) && !isAnybodyAble(task, line, this.abilities)) return this.nobodyThere(task);
    task.state = 'waiting';
    task.rank = rankOf(task.asked.priority, line.row, this.ground.switches.sqPriority);
    this.tasksOf(line.row.id).add(task);
    this.ground.observers.accepted(task.session.id);
    this.tell(task, SmartQueueEvents.EnqueueSuccess);
    this.floor.join(line, task);
    startTimers(task, line, {
      clock: this.ground.clock,
      random: this.ground.random,
      announce: () => this.tell(task, SmartQueueEvents.Waiting, waitingPayload(task, line)),
      tooLong: () => this.waitedTooLong(task),
      searchOver: () => this.searchOver(task, line),
    });
  }

  private waitedTooLong(task: SqTask): void {
    task.overdue = true;
    if (task.state === 'waiting') this.cancelTask(task, TerminationStatus.MAX_WAITING_TIME_REACHED, 'The longest waiting time is over');
  }

  private searchOver(task: SqTask, line: SqLine): void {
    if (!task.named || task.state !== 'waiting') return;
    if (task.named.strict) return this.nobodyThere(task);
    task.named = null;
    this.floor.touch(line);
  }

  private offer({ line, item: task, entry }: Match<SqTask, SqQueueRow>): void {
    const { user } = entry.operator;
    task.state = 'offered';
    task.face.status = 'CONNECTING';
    line.offered += 1;
    this.tell(task, SmartQueueEvents.TaskDistributed, { operatorId: user.id, operatorName: user.name });
    const { callerid, displayName, headers, customData, timeoutMs } = task.asked;
    const ring = new Ring({
      session: task.session,
      presence: this.ground.presence,
      queueType: 'smartqueue',
      operator: entry.operator,
      ring: { callerid, displayName, headers, customData, timeoutMs, eventsBeforeReached: false },
      reached: () => this.reached(task, line, ring),
      failed: ({ code }) => this.failed(task, line, { ring, code }),
      over: (end) => this.over(task, line, { ring, ...end }),
    });
    task.ring = ring;
    this.ground.observers.offered(task.session.id, user.id);
    this.setStatus(ring, 'DIALING');
  }

  private reached(task: SqTask, line: SqLine, ring: Ring): void {
    line.offered -= 1;
    task.reachedMs = this.ground.clock.now();
    this.settle(task, 'reached');
    this.ground.observers.reached(task.session.id, ring.operator.user.id);
    task.face.status = 'CONNECTED';
    task.face.agentCall = ring.leg.call;
    this.setStatus(ring, 'IN_SERVICE');
    if (this.ground.switches.autoBridge === 'yes' && task.asked.call) task.session.connectMedia(task.asked.call, ring.leg.call);
    this.tell(task, SmartQueueEvents.OperatorReached, { agentCall: ring.leg.call });
  }

  private failed(task: SqTask, line: SqLine, { ring, code }: { ring: Ring; code: number }): void {
    task.ring = null;
    line.offered -= 1;
    task.state = 'waiting';
    task.face.status = 'DISTRIBUTING';
    this.penalise(ring, code);
    if (task.overdue) return this.waitedTooLong(task);
    if (task.named?.strict || this.isLeftAlone(task, line)) return this.nobodyThere(task);
    task.named = null;
    this.floor.join(line, task);
  }

  /** Declined or ignored: BANNED (row 93); what was not his doing leaves him READY. */
  private penalise(ring: Ring, code: number): void {
    if (code === 408 || code === 486 || code === 603) return this.setStatus(ring, 'BANNED');
    this.floor.rest(ring.operator, code === 480 ? UNREACHED_MS : ROTATION_MS);
    if (ring.operator.wires.smartqueue.status === 'DIALING') this.setStatus(ring, 'READY');
  }

  private over(task: SqTask, line: SqLine, { ring, byOperator }: { ring: Ring; byOperator: boolean }): void {
    line.served(this.ground.clock.now() - (task.reachedMs ?? 0));
    this.live.get(task.queueId)?.delete(task);
    this.setStatus(ring, 'AFTER_SERVICE');
    if (task.face.status !== 'CONNECTED') return;
    task.face.status = 'ENDED';
    task.face.terminationStatus = byOperator ? TerminationStatus.FINISHED_BY_OPERATOR : TerminationStatus.FINISHED_BY_CLIENT;
  }

  /** task.end(): 1100 unless it says otherwise (row 99). An established leg is the scenario's to hang up. */
  private end(task: SqTask, status: number = TerminationStatus.CLIENT_TERMINATE): void {
    if (task.state === 'ended' || task.face.status === 'ENDED') return;
    if (task.state === 'unjudged' && this.ground.switches.cancelBeforeVerdict === 'ignored') return;
    if (task.state !== 'reached') this.withdraw(task);
    task.face.status = 'ENDED';
    task.face.terminationStatus = status;
  }

  private withdraw(task: SqTask): void {
    const line = this.floor.line(task.queueId);
    const { ring, state } = task;
    if (state === 'waiting') line?.waiting.remove(task);
    if (state === 'offered' && line) line.offered -= 1;
    this.settle(task, 'ended');
    this.ground.observers.left(task.session.id);
    this.live.get(task.queueId)?.delete(task);
    if (ring) ring.withdraw(ring.operator.wires.smartqueue.status === 'DIALING' ? this.ground.switches.statusAfterCancelledRing : null);
  }

  private clientGone(task: SqTask): void {
    if (task.state === 'reached' || task.state === 'ended') return;
    this.tell(task, SmartQueueEvents.ClientDisconnected, { cancel: () => this.end(task) });
  }

  private sessionGone(task: SqTask): void {
    if (task.state === 'reached') task.ring?.end({ byOperator: false });
    else if (task.state !== 'ended') this.withdraw(task);
  }

  private agentsChanged(line: SqLine): void {
    if (line.waiting.length === 0) return;
    for (const task of [...line.waiting]) {
      if (this.isLeftAlone(task, line)) this.nobodyThere(task);
    }
  }

  /** Row 134: nobody is there any more, and the queue does not hold. */
  private isLeftAlone(task: SqTask, line: SqLine): boolean {
    if (this.ground.switches.lastAgentLeaves === 'waits' || this.holdsWithoutAgents(line)) return false;
    return !isAnybodyAble(task, line, this.abilities);
  }

  private holdsWithoutAgents(line: SqLine): boolean {
    return line.row.holdCallsIfInactiveAgents ?? this.ground.switches.holdCallsDefault === 'true';
  }

  private nobodyThere(task: SqTask): void {
    this.cancelTask(task, TerminationStatus.OPERATOR_NOT_AVAILABLE, 'No agent is available');
  }

  /** A refusal or the end of patience; which event carries it is switch 95. */
  private cancelTask(task: SqTask, status: number, description: string): void {
    if (this.ground.switches.sqRefusal === 'Error') return this.fail(task, status, description);
    this.withdraw(task);
    task.face.status = 'ENDED';
    task.face.terminationStatus = status;
    this.tell(task, SmartQueueEvents.TaskCanceled, { status, description });
  }

  private fail(task: SqTask, type: number, description: string): void {
    this.withdraw(task);
    task.face.status = 'FAILED';
    task.face.terminationStatus = type;
    this.tell(task, SmartQueueEvents.Error, { type, description });
  }

  private settle(task: SqTask, state: 'reached' | 'ended'): void {
    task.state = state;
    this.pending -= 1;
    task.release();
  }

  private setStatus(ring: Ring, status: OperatorStatus): void {
    this.ground.presence.setSystemStatus(ring.operator.user.id, 'smartqueue', status);
  }

  private tell(task: SqTask, event: string, payload: Record<string, unknown> = {}): void {
    task.session.dispatch(task, event, { task: task.face, ...payload });
  }

  private tasksOf(queueId: number): LivingSet<SqTask> {
    const known = this.live.get(queueId) ?? new LivingSet<SqTask>();
    this.live.set(queueId, known);
    return known;
  }

  private findQueue(task: SqTask): SqQueueRow | undefined {
    const { id, name } = task.asked.queue;
    for (const row of this.ground.rows.sqQueues.values()) {
      if (row.applicationId !== task.session.applicationId) continue;
      if (id === null ? row.name === name : row.id === id) return row;
    }
    return undefined;
  }
}
