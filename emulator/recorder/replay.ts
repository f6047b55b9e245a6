import { emptyAccount } from '../account/account';
import { fillAccount, type AccountSnapshot } from '../account/snapshot';
import { VirtualClock } from '../clock/virtual-clock';
import type { Cloud } from '../cloud';
import { createCloud } from '../create-cloud';
import { createFaults } from '../faults/fault-plan';
import type { SocketClient } from '../platform/http/incoming-sockets';
import type { WireAnswer } from '../platform/http/wire';
import type { Device } from '../platform/lines';
import type { SocketPeer } from '../platform/realm/api/web-socket';
import type { FarTarget } from '../platform/session/core';
import type { TraceEvent } from '../platform/trace';
import type { InputSink } from '../platform/inputs';
import { UNANSWERED, type PlacedInput, type Recording } from './recording';

export interface Replayed {
  trace: TraceEvent[];
  /** Where the replay is another story than the recording: the first event of each, or null. */
  difference: { at: number; recorded: TraceEvent | null; replayed: TraceEvent | null } | null;
}

/** Plays a recording again, in virtual time: the same inputs at the same places. */
export function replayRecording(recording: Recording): Replayed {
  const stage = new Stage(recording);
  stage.play();
  const { trace } = stage;
  const length = recording.isWhole ? Math.max(trace.length, recording.trace.length) : recording.trace.length;
  for (let at = 0; at < length; at++) {
    const [recorded, replayed] = [recording.trace[at] ?? null, trace[at] ?? null];
    if (JSON.stringify(recorded) !== JSON.stringify(replayed)) return { trace, difference: { at, recorded, replayed } };
  }
  return { trace, difference: null };
}

/** Where a replay's web sockets lead: what the far end did is in the recording. */
const SILENT: SocketClient = { send: () => undefined, close: () => undefined };

/** The cloud of a replay, and who it hears from. */
class Stage implements InputSink {
  readonly trace: TraceEvent[] = [];
  private readonly clock: VirtualClock;
  private readonly cloud: Cloud;
  private readonly devices: Device[] = [];
  private readonly lines = new Map<string, object>();
  private readonly sockets: SocketPeer[] = [];
  private answered = 0;

  constructor(private readonly recording: Recording) {
    const { startMs, accountId, accountName, switches, seed, realm, httpLatencyMs, storageLatencyMs, idsBefore = 0 } = recording;
    this.clock = new VirtualClock({ startMs, drain: 'flagged' });
    const wire = (): WireAnswer => recording.answers[this.answered++] ?? UNANSWERED;
    this.cloud = createCloud({
      rows: emptyAccount(accountId, accountName, 0), clock: this.clock, switches, seed, realm, httpLatencyMs, storageLatencyMs, idsBefore, wire, socketWire: () => SILENT,
      recorder: this, sourceMaps: new Map(Object.entries(recording.maps)),
      // An answer that a fault put in the place of another, or made late, was recorded so.
      ...(recording.faults ? { faults: { ...createFaults(recording.faults), httpAnswer: () => null } } : {}),
    });
    this.cloud.trace.subscribe((event) => this.trace.push(event));
    for (const { kind, address } of recording.outside) this.cloud.answerAt(kind, address, () => undefined);
  }

  play(): void {
    const { inputs, endMs } = this.recording;
    let next = 0;
    for (;;) {
      const input = inputs[next];
      const dueMs = this.clock.nextDueMs ?? Infinity;
      const isThere = input && (this.clock.now() === input.atMs || (input.early === true && dueMs === input.atMs));
      const isPlace = isThere && this.trace.length >= input.after;
      if (input && (isPlace || dueMs > input.atMs)) {
        this.clock.advanceTo(input.atMs);
        this.apply(input);
        next++;
      } else if (dueMs <= endMs) this.clock.step();
      else return;
    }
  }

  private apply(input: PlacedInput): void {
    const { cloud } = this;
    if (input.kind === 'dial') cloud.dial(input.options);
    else if (input.kind === 'connect') this.connect(input.userId, input.options);
    else if (input.kind === 'device') call(this.devices[input.device], input);
    else if (input.kind === 'line') call(this.lines.get(input.line), input);
    else if (input.kind === 'http') cloud.httpToSession(input.path, input.request);
    else if (input.kind === 'socket-in') cloud.socketToSession(input.path, input.request, SILENT);
    else if (input.kind === 'socket') call(this.sockets[input.socket], input);
    else if (input.kind === 'crash') cloud.crash(input.sessionId);
    else if (input.kind === 'access') cloud.setAccessBase(input.base, input.secureBase);
    else if (input.kind === 'account') this.setAccount(input.account);
    else cloud.startScenarios({ ruleId: input.ruleId, customData: input.customData, ...(input.userId === null ? {} : { userId: input.userId }) });
  }

  private connect(userId: number, options: Parameters<Cloud['connect']>[1]): void {
    const user = this.cloud.rows.users.get(userId);
    if (!user) throw new Error(`The recording connects user ${userId}, whom its account does not have`);
    this.cloud.connect(user, options);
  }

  private setAccount(account: AccountSnapshot): void {
    fillAccount(this.cloud.rows, account);
    this.cloud.queues.bindingsChanged();
  }

  device(device: Device): void {
    this.devices.push(device);
  }

  line(key: string, line: object): void {
    this.lines.set(key, line);
  }

  socket(peer: SocketPeer): void {
    this.sockets.push(peer);
  }

  note(): void {
    // What comes from outside is what the recording says.
  }

  request(): number {
    return 0;
  }

  answer(): void {
    // Answers come from the recording too.
  }

  outside(_target: FarTarget): void {
    // So do the telephones.
  }
}

function call(target: object | undefined, { method, args }: { method: string; args: unknown[] }): void {
  const fn = (target as Record<string, unknown> | undefined)?.[method];
  if (typeof fn === 'function') (fn as (...args: unknown[]) => unknown).apply(target, args);
}
