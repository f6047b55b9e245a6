import type { ClockTimer } from '../../../clock/clock';
import type { Headers } from '../../lines';
import type { EventTarget, SessionSeam } from '../../seams';
import { SmartQueueTaskStatus } from '../names';
import type { Waiting } from '../queue-line';
import type { Ring } from '../ring';

export type SqTaskState = 'unjudged' | 'waiting' | 'offered' | 'reached' | 'ended';

/** A required skill, resolved to its id; an unknown one has none and nobody fits it. */
export interface RequiredSkill {
  name: string;
  id: number | null;
  levels: number[];
}

/** operatorSettings: one agent is looked for first. */
export interface NamedAgent {
  userId: number;
  strict: boolean;
  searchMs: number;
}

export interface TaskAsked {
  queue: { id: number | null; name: string | null };
  call: unknown;
  callerid: string;
  displayName: string;
  timeoutMs: number;
  priority: number;
  skills: RequiredSkill[];
  named: NamedAgent | null;
  customData: string;
  headers: Headers;
  settings: unknown;
}

export interface NewTask {
  session: SessionSeam;
  asked: TaskAsked;
  seq: number;
  /** What task.end() does. */
  end(task: SqTask, terminationStatus?: number): void;
  clientGone(task: SqTask): void;
}

/** A SmartQueue task as the engine keeps it. */
export class SqTask implements Waiting, EventTarget {
  readonly targetId: string;
  readonly session: SessionSeam;
  readonly asked: TaskAsked;
  readonly seq: number;
  readonly beginMs: number;
  /** The scenario's SmartQueueTask; stands in every event. */
  readonly face: TaskFace;
  /** By the queue's task selection, known at the verdict. */
  rank = 0;
  state: SqTaskState = 'unjudged';
  queueId = 0;
  named: NamedAgent | null;
  ring: Ring | null = null;
  reachedMs: number | null = null;
  /** The queue's longest wait passed while an agent's phone rang. */
  overdue = false;
  waitingTimer: ClockTimer | null = null;
  limitTimer: ClockTimer | null = null;
  searchTimer: ClockTimer | null = null;
  private readonly letGo: () => void;
  private readonly forgetClient: (() => void) | null = null;

  constructor(made: NewTask) {
    const { session, asked, seq } = made;
    this.targetId = `sq-${seq}`;
    this.session = session;
    this.asked = asked;
    this.seq = seq;
    this.beginMs = session.clock.now();
    this.named = asked.named;
    this.face = session.guard('SmartQueueTask', new TaskFace(this, (status) => made.end(this, status)));
    this.letGo = session.hold('smartqueue');
    if (asked.call) this.forgetClient = session.onLegEnded(asked.call, () => made.clientGone(this));
  }

  /** Lets go of the session, of the client's leg and of every timer. */
  release(): void {
    this.waitingTimer?.cancel();
    this.limitTimer?.cancel();
    this.searchTimer?.cancel();
    this.forgetClient?.();
    this.letGo();
  }
}

/** The SmartQueueTask of the scenario (vendor's typings); the engine keeps it up to date. */
class TaskFace {
  readonly id: string;
  status: keyof typeof SmartQueueTaskStatus = SmartQueueTaskStatus.DISTRIBUTING;
  terminationStatus: number | null = null;
  readonly clientCall: unknown;
  agentCall: unknown = null;
  readonly settings: unknown;
  readonly end: (description?: string, terminationStatus?: number) => void;
  readonly addEventListener: (event: string, fn: unknown) => void;
  readonly removeEventListener: (event: string, fn?: unknown) => void;

  constructor(target: SqTask, end: (terminationStatus?: number) => void) {
    const { session, asked } = target;
    this.id = target.targetId;
    this.clientCall = asked.call ?? null;
    this.settings = asked.settings;
    this.end = (_description, terminationStatus) => end(terminationStatus);
    this.addEventListener = (event, fn) => session.listen(target, event, fn);
    this.removeEventListener = (event, fn) => session.unlisten(target, event, fn);
  }
}
