import { takeSnapshot, type AccountSnapshot } from '../account/snapshot';
import type { Cloud, CloudOptions } from '../cloud';
import type { FaultFile } from '../faults/fault-file';
import type { WireAnswer } from '../platform/http/wire';
import type { Device } from '../platform/lines';
import type { SocketPeer } from '../platform/realm/api/web-socket';
import type { FarTarget } from '../platform/session/core';
import type { TraceEvent } from '../platform/trace';
import { makeSwitches } from '../switches';
import type { Input, InputSink } from '../platform/inputs';
import { assemble, RECORDING_VERSION, type Recording, type RecordingEntry } from './recording';

export const DEVICE_METHODS = ['setStatus', 'disconnect'] as const;
export const LINE_METHODS = [
  'answer', 'progress', 'reject', 'hangup', 'sendMessage', 'sendInfo', 'sendTone', 'setSpeaking', 'hold',
] as const;

export const SOCKET_METHODS = ['opened', 'message', 'failed', 'closed'] as const;

export interface RecorderOptions {
  /** Takes each entry at once; without it they are kept for `recording()`. */
  write?: (entry: RecordingEntry) => void;
  /** What `options.faults` of the cloud was made from. */
  faults?: FaultFile | null;
}

/** Writes down a run of a cloud: hand it to `createCloud`, then `attach` the cloud. */
export class Recorder implements InputSink {
  private readonly entries: RecordingEntry[] = [];
  private readonly write: (entry: RecordingEntry) => void;
  private readonly outsides = new Set<string>();
  private devices = 0;
  private sockets = 0;
  private requests = 0;
  private events = 0;
  private account: 'unknown' | 'known' = 'unknown';
  private mapsAreThere = false;
  private cloud: Cloud | null = null;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly options: CloudOptions,
    { write, faults = null }: RecorderOptions = {},
  ) {
    this.write = write ?? ((entry) => void this.entries.push(structuredClone(entry)));
    const { rows, clock } = options;
    this.write({
      entry: 'head', version: RECORDING_VERSION, kind: 'cloud-recording', startMs: clock.now(),
      accountId: rows.accountId, accountName: rows.accountName,
      seed: options.seed ?? 1,
      realm: options.realm ?? 'context',
      switches: makeSwitches(options.switches),
      httpLatencyMs: options.httpLatencyMs ?? 20,
      storageLatencyMs: options.storageLatencyMs ?? 5,
      ...(options.idsBefore === undefined ? {} : { idsBefore: options.idsBefore }),
      faults,
    });
  }

  attach(cloud: Cloud): void {
    this.cloud = cloud;
    this.unsubscribe = cloud.trace.subscribe((event) => this.event(event));
  }

  /** What was written down so far. */
  recording(): Recording {
    return structuredClone(assemble([...this.entries, { entry: 'end', endMs: this.options.clock.now() }]));
  }

  stop(): void {
    this.unsubscribe();
    this.write({ entry: 'end', endMs: this.options.clock.now() });
  }

  /** Somebody has changed the account by its API. */
  accountChanged(): void {
    this.account = 'unknown';
  }

  note(input: Input): void {
    const { clock } = this.options;
    const place = { atMs: clock.now(), after: this.events, ...(clock.isBehind ? { early: true } : {}) };
    if (this.account === 'unknown') {
      this.account = 'known';
      this.write({ entry: 'input', ...place, kind: 'account', account: withoutCredentials(takeSnapshot(this.options.rows)) });
    }
    this.write({ entry: 'input', ...place, ...input });
  }

  device(device: Device): void {
    const number = this.devices++;
    notedMethods(device, DEVICE_METHODS, (method, args) => this.note({ kind: 'device', device: number, method, args }));
  }

  line(key: string, line: object): void {
    notedMethods(line, LINE_METHODS, (method, args) => this.note({ kind: 'line', line: key, method, args }));
  }

  socket(peer: SocketPeer): void {
    const number = this.sockets++;
    notedMethods(peer, SOCKET_METHODS, (method, args) => this.note({ kind: 'socket', socket: number, method, args }));
  }

  request(): number {
    return this.requests++;
  }

  answer(request: number, answer: WireAnswer): void {
    const isBytes = 'body' in answer && answer.body instanceof Uint8Array;
    const told = isBytes ? { ...answer, body: Buffer.from(answer.body as Uint8Array).toString() } : answer;
    this.write({ entry: 'answer', number: request, answer: told });
  }

  outside({ kind, address }: FarTarget): void {
    if (this.outsides.has(`${kind} ${address}`)) return;
    this.outsides.add(`${kind} ${address}`);
    this.write({ entry: 'outside', kind, address });
  }

  private event(event: TraceEvent): void {
    this.events++;
    if (event.kind === 'error' && !this.mapsAreThere && this.cloud) {
      this.mapsAreThere = true;
      this.write({ entry: 'maps', maps: Object.fromEntries(this.cloud.sourceMaps) });
    }
    this.write({ entry: 'event', event });
  }
}

/** A cloud whose run is written down. */
export function recordedCloud(
  options: CloudOptions,
  make: (options: CloudOptions) => Cloud,
  how: RecorderOptions = {},
): { cloud: Cloud; recorder: Recorder } {
  const recorder = new Recorder(options, how);
  const cloud = make({ ...options, recorder });
  recorder.attach(cloud);
  return { cloud, recorder };
}

/** What a replay never looks at: nobody signs in there, and nobody deploys. */
function withoutCredentials(account: AccountSnapshot): AccountSnapshot {
  const users = account.tables.users.map(([id, row]): [string | number, unknown] => [id, { ...(row as object), password: '' }]);
  return { ...account, tables: { ...account.tables, keys: [], users } };
}

/** Puts a note before each of these methods of one object. */
export function notedMethods(target: object, names: readonly string[], note: (name: string, args: unknown[]) => void): void {
  const methods = target as Record<string, unknown>;
  for (const name of names) {
    const method = methods[name];
    if (typeof method !== 'function') continue;
    methods[name] = (...args: unknown[]): unknown => {
      note(name, args);
      return (method as (...args: unknown[]) => unknown).apply(target, args);
    };
  }
}
