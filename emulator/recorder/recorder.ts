import type { Cloud, CloudOptions } from '../cloud';
import type { WireAnswer } from '../platform/http/wire';
import type { Device } from '../platform/lines';
import type { FarTarget } from '../platform/session/core';
import type { TraceEvent } from '../platform/trace';
import { takeSnapshot, type Input, type PlacedInput, type Recording } from './recording';

const DEVICE_METHODS = ['setStatus', 'disconnect'] as const;
const LINE_METHODS = [
  'answer', 'progress', 'reject', 'hangup', 'sendMessage', 'sendInfo', 'sendTone', 'setSpeaking', 'hold',
] as const;

/** Whoever writes down what comes into a cloud; the cloud tells it. */
export interface InputSink {
  note(input: Input): void;
  device(device: Device): void;
  line(key: string, line: object): void;
  /** A request goes out; gives its number. */
  request(): number;
  answer(request: number, answer: WireAnswer): void;
  outside(target: FarTarget): void;
}

/** Writes down a run of a cloud: hand it to `createCloud`, then `attach` the cloud. */
export class Recorder implements InputSink {
  private readonly inputs: PlacedInput[] = [];
  private readonly answers: WireAnswer[] = [];
  private readonly outsides = new Map<string, { kind: 'pstn' | 'sip'; address: string }>();
  private readonly trace: TraceEvent[] = [];
  private readonly head: Omit<Recording, 'endMs' | 'inputs' | 'answers' | 'outside' | 'trace' | 'switches'>;
  private devices = 0;
  private cloud: Cloud | null = null;
  private unsubscribe: () => void = () => undefined;

  constructor(private readonly options: CloudOptions) {
    this.head = {
      version: 1,
      kind: 'cloud-recording',
      startMs: options.clock.now(),
      seed: options.seed ?? 1,
      realm: options.realm ?? 'context',
      httpLatencyMs: options.httpLatencyMs ?? 20,
      storageLatencyMs: options.storageLatencyMs ?? 5,
      account: takeSnapshot(options.rows),
    };
  }

  attach(cloud: Cloud): void {
    this.cloud = cloud;
    this.unsubscribe = cloud.trace.subscribe((event) => this.trace.push(event));
  }

  /** What was written down so far. */
  recording(): Recording {
    if (!this.cloud) throw new Error('Expected a cloud to be attached before its recording is asked for');
    return structuredClone({
      ...this.head,
      endMs: this.options.clock.now(),
      switches: this.cloud.switches,
      inputs: this.inputs,
      answers: this.answers,
      outside: [...this.outsides.values()],
      trace: this.trace,
    });
  }

  stop(): void {
    this.unsubscribe();
  }

  note(input: Input): void {
    this.inputs.push({ atMs: this.options.clock.now(), after: this.trace.length, ...input });
  }

  device(device: Device): void {
    const number = this.devices++;
    notedMethods(device, DEVICE_METHODS, (method, args) => this.note({ kind: 'device', device: number, method, args }));
  }

  line(key: string, line: object): void {
    notedMethods(line, LINE_METHODS, (method, args) => this.note({ kind: 'line', line: key, method, args }));
  }

  request(): number {
    return this.answers.push({ failure: -6, error: 'Unanswered when the recording was made' }) - 1;
  }

  answer(request: number, answer: WireAnswer): void {
    const isBytes = 'body' in answer && answer.body instanceof Uint8Array;
    this.answers[request] = isBytes ? { ...answer, body: Buffer.from(answer.body as Uint8Array).toString() } : answer;
  }

  outside({ kind, address }: FarTarget): void {
    this.outsides.set(`${kind} ${address}`, { kind, address });
  }
}

/** A cloud whose run is written down. */
export function recordedCloud(options: CloudOptions, make: (options: CloudOptions) => Cloud): { cloud: Cloud; recorder: Recorder } {
  const recorder = new Recorder(options);
  const cloud = make({ ...options, recorder });
  recorder.attach(cloud);
  return { cloud, recorder };
}

/** Puts a note before each of these methods of one object. */
function notedMethods(target: object, names: readonly string[], note: (name: string, args: unknown[]) => void): void {
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
