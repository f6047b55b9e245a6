import type { RealmKind } from '../platform/realm/realm';
import type { FaultFile } from '../faults/fault-file';
import type { WireAnswer } from '../platform/http/wire';
import type { Input } from '../platform/inputs';
import type { TraceEvent } from '../platform/trace';
import type { Switches } from '../switches';

export const RECORDING_VERSION = 3;

/**
 * An input with its place: the time, and how many trace events had gone before. `early`: the clock was behind, and
 * it came before what was due at that time.
 */
export type PlacedInput = { atMs: number; after: number; early?: boolean } & Input;

/** How the cloud was made. */
export interface RecordingHead {
  version: typeof RECORDING_VERSION;
  kind: 'cloud-recording';
  startMs: number;
  accountId: number;
  accountName: string;
  seed: number | string;
  realm: RealmKind;
  switches: Switches;
  httpLatencyMs: number;
  storageLatencyMs: number;
  /** Missing: none. */
  idsBefore?: number;
  /** Faults that were asked for, drawn again from their seed. */
  faults: FaultFile | null;
}

/** One line of a recording's file; the head is the first. */
export type RecordingEntry =
  | ({ entry: 'head' } & RecordingHead)
  | ({ entry: 'input' } & PlacedInput)
  /** What the desk or another answered to the request of this number, from 0. */
  | { entry: 'answer'; number: number; answer: WireAnswer }
  /** A telephone outside that somebody played. */
  | { entry: 'outside'; kind: 'pstn' | 'sip'; address: string }
  /** Source maps by the hash of the script, once a place in it was told. */
  | { entry: 'maps'; maps: Record<string, string | object> }
  | { entry: 'event'; event: TraceEvent }
  | { entry: 'end'; endMs: number };

/**
 * A run of the cloud that can be played again. It holds the secrets that the scenarios read and the numbers
 * of those who called: the file is for its owner's eyes. Passwords and keys of the account are not in it.
 */
export interface Recording extends RecordingHead {
  endMs: number;
  /** False where it was broken off: what comes after is not known. */
  isWhole: boolean;
  inputs: PlacedInput[];
  answers: WireAnswer[];
  outside: { kind: 'pstn' | 'sip'; address: string }[];
  maps: Record<string, string | object>;
  trace: TraceEvent[];
}

/** So late that nobody waits for it. */
export const UNANSWERED: WireAnswer = { failure: -6, error: 'Unanswered when the recording was made', delayMs: 86_400_000 };

/** A recording from its entries; one that was broken off ends with its last event. */
export function assemble(entries: readonly RecordingEntry[]): Recording {
  const [first, ...rest] = entries;
  if (first?.entry !== 'head') throw new Error('Expected the head of a recording in its first line');
  const { entry: _entry, ...head } = first;
  const recording: Recording = { ...head, endMs: head.startMs, isWhole: false, inputs: [], answers: [], outside: [], maps: {}, trace: [] };
  for (const one of rest) add(recording, one);
  for (let at = 0; at < recording.answers.length; at++) recording.answers[at] ??= UNANSWERED;
  return recording;
}

/** A recording's file: one entry a line. The last line may be broken off. */
export function parseRecording(text: string): Recording {
  const lines = text.split('\n').filter((line) => line !== '');
  const head = parsed(lines[0]);
  if (head?.['kind'] !== 'cloud-recording' || head['version'] !== RECORDING_VERSION) {
    const got = `kind "${String(head?.['kind'])}" version ${String(head?.['version'])}`;
    throw new Error(`Expected a recording of version ${RECORDING_VERSION}, got ${got}`);
  }
  const entries = lines.map((line, at) => {
    const entry = parsed(line);
    if (!entry && at < lines.length - 1) throw new Error(`Expected an entry in line ${at + 1} of the recording, got ${line.slice(0, 40)}`);
    return entry as RecordingEntry | null;
  });
  return assemble(entries.filter((entry) => entry !== null));
}

function add(recording: Recording, one: RecordingEntry): void {
  if (one.entry === 'input') {
    const { entry: _entry, ...input } = one;
    recording.inputs.push(input);
    recording.endMs = Math.max(recording.endMs, input.atMs);
  } else if (one.entry === 'event') {
    recording.trace.push(one.event);
    recording.endMs = Math.max(recording.endMs, one.event.atMs);
  } else if (one.entry === 'answer') recording.answers[one.number] = one.answer;
  else if (one.entry === 'outside') recording.outside.push({ kind: one.kind, address: one.address });
  else if (one.entry === 'maps') recording.maps = one.maps;
  else if (one.entry === 'end') Object.assign(recording, { endMs: one.endMs, isWhole: true });
}

function parsed(line: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
