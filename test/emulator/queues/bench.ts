import type { AcdQueueRow, SqQueueRow, UserRow } from '../../../emulator/account/objects';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import type { Device, Line, RingingLine } from '../../../emulator/platform/lines';
import { Platform } from '../../../emulator/platform/platform';
import type { Queues } from '../../../emulator/platform/seams';
import type { Session } from '../../../emulator/platform/session/session';
import type { Switches } from '../../../emulator/switches';
import { addAcdQueue, addSmartQueue, addUser, APPLICATION, makeAccount } from './account';

export type Behaviour = 'answer' | 'reject' | 'busy' | 'silent' | { answerAfterMs: number; talkMs?: number };
export type Wire = 'acd' | 'smartqueue';

/** A scripted operator and what happened to him. */
export interface Man {
  user: UserRow;
  device: Device;
  statuses: string[];
  rings: RingingLine[];
  /** What he hears on his lines, in order. */
  heard: string[];
}

/** A request or task, its session, and the events it got. */
export interface Probe {
  session: Session;
  /** The caller's end, and his Call in the scenario. */
  line: Line;
  call: unknown;
  violations: string[];
  object: Record<string, (...args: unknown[]) => unknown> & Record<string, unknown>;
  /** Event names without their prefix, e.g. `Queued`. */
  names: string[];
  seen: { name: string; atMs: number; payload: Record<string, unknown> }[];
}

/** Queues on virtual time, with scripted operators and requests that are watched. */
export class Bench {
  readonly rows = makeAccount();
  readonly clock = new VirtualClock({ drain: 'flagged' });
  readonly cloud: Platform;
  readonly queues: Queues;
  private readonly startMs = this.clock.now();

  constructor(switches: Partial<Switches> = {}) {
    this.cloud = new Platform({ rows: this.rows, clock: this.clock, switches, realm: 'shared' });
    this.queues = this.cloud.queues;
  }

  acdQueue(more: Partial<AcdQueueRow> = {}): AcdQueueRow {
    return addAcdQueue(this.rows, more.name ?? 'main', more);
  }

  smartQueue(more: Partial<SqQueueRow> = {}): SqQueueRow {
    return addSmartQueue(this.rows, more.name ?? 'main', more);
  }

  /** Signed in, with nothing chosen yet. */
  login(user: UserRow, queueType: Wire, behaviour: Behaviour = 'silent'): Man {
    const man: Man = { user, statuses: [], rings: [], heard: [], device: undefined as unknown as Device };
    man.device = this.queues.presence.connect(user, { queueType, receiveCalls: true }, {
      status: ({ status }) => man.statuses.push(status),
      ring: (line) => {
        man.rings.push(line);
        line.listen({ hears: ({ kind }) => man.heard.push(kind) });
        this.react(line, behaviour);
      },
    });
    return man;
  }

  /** Signed in and READY, a moment after the one before. */
  async ready(name: string, behaviour: Behaviour = 'answer', more: Partial<UserRow> & { wire?: Wire } = {}): Promise<Man> {
    const { wire = this.rows.sqQueues.size > 0 ? 'smartqueue' : 'acd', ...row } = more;
    const man = this.login(addUser(this.rows, name, row), wire, behaviour);
    man.device.setStatus('READY');
    await this.pass(1);
    return man;
  }

  status(man: Man): string {
    return man.device.getStatus();
  }

  request(parameters: Record<string, unknown> = {}, queue = 'main'): Probe {
    return this.watch('ACD', ({ session }) => this.queues.enqueueAcdRequest(session, [queue, CALLER, parameters]));
  }

  task(parameters: Record<string, unknown> = {}): Probe {
    return this.watch('SmartQueue', ({ session, call }) =>
      this.queues.enqueueTask(session, [{ queue: { name: 'main' }, call, ...parameters }]));
  }

  /** A caller whose scenario does nothing but answer. */
  caller(): Pick<Probe, 'session' | 'line' | 'call' | 'violations'> {
    const line = this.cloud.dial({ from: CALLER, to: '100', origin: 'pstn', applicationId: APPLICATION });
    const session = [...this.cloud.sessions.values()].at(-1);
    if (!session) throw new Error('The call opened no session');
    const violations: string[] = [];
    this.cloud.trace.subscribe((event) => {
      if (event.kind === 'violation' && event.session === session.id) violations.push(String(event['what']));
    });
    return { session, line, violations, call: [...session.legs][0]?.call };
  }

  async pass(ms: number): Promise<void> {
    await this.clock.runFor(ms);
  }

  get elapsedMs(): number {
    return this.clock.now() - this.startMs;
  }

  private watch(prefix: 'ACD' | 'SmartQueue', enqueue: (caller: { session: Session; call: unknown }) => object): Probe {
    const caller = this.caller();
    const object = enqueue(caller) as Probe['object'];
    const probe: Probe = { ...caller, object, names: [], seen: [] };
    for (const name of EVENTS[prefix]) {
      object['addEventListener']?.(`${prefix}.${name}`, (payload: Record<string, unknown>) => {
        probe.names.push(name);
        probe.seen.push({ name, payload, atMs: this.elapsedMs });
      });
    }
    return probe;
  }

  private react(line: RingingLine, behaviour: Behaviour): void {
    if (behaviour === 'answer') line.answer();
    else if (behaviour === 'reject') line.reject();
    else if (behaviour === 'busy') line.reject({ busy: true });
    else if (behaviour !== 'silent') {
      this.clock.after(behaviour.answerAfterMs, () => line.answer());
      if (behaviour.talkMs !== undefined) this.clock.after(behaviour.answerAfterMs + behaviour.talkMs, () => line.hangup());
    }
  }
}

const CALLER = '79161234567';

const EVENTS = {
  ACD: ['Queued', 'Offline', 'QueueFull', 'Waiting', 'OperatorCallAttempt', 'OperatorFailed', 'OperatorReached', 'Error'],
  SmartQueue: ['EnqueueSuccess', 'Waiting', 'DistributeTask', 'OperatorReached', 'ClientDisconnected', 'TaskCanceled', 'Error'],
};

/** The payload of the last event of that name. */
export function lastOf(probe: Probe, name: string): Record<string, unknown> | undefined {
  return probe.seen.filter((event) => event.name === name).at(-1)?.payload;
}
