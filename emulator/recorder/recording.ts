import { restoreSnapshot, takeSnapshot, type AccountSnapshot } from '../account/snapshot';
import type { SessionRequest } from '../cloud';
import type { WireAnswer } from '../platform/http/wire';
import type { DialOptions } from '../platform/lines';
import type { ConnectOptions } from '../platform/seams';
import type { TraceEvent } from '../platform/trace';
import type { Switches } from '../switches';

export { restoreSnapshot, takeSnapshot };

/** Something that came from outside of the cloud. */
export type Input =
  | { kind: 'dial'; options: DialOptions }
  | { kind: 'connect'; userId: number; options: ConnectOptions }
  | { kind: 'device'; device: number; method: string; args: unknown[] }
  | { kind: 'line'; line: string; method: string; args: unknown[] }
  | { kind: 'start'; ruleId: number; userId: number | null; customData: string }
  | { kind: 'http'; path: string; request: SessionRequest }
  | { kind: 'crash'; sessionId: string };

/** An input with its place: the time, and how many trace events had gone before. */
export type PlacedInput = { atMs: number; after: number } & Input;

/**
 * A run of the cloud that can be played again. It holds the account as it was, with the
 * passwords and secrets of an emulated account: keep the file private.
 */
export interface Recording {
  version: 1;
  kind: 'cloud-recording';
  startMs: number;
  endMs: number;
  seed: number | string;
  realm: 'context' | 'shared';
  switches: Switches;
  httpLatencyMs: number;
  storageLatencyMs: number;
  account: AccountSnapshot;
  inputs: PlacedInput[];
  /** What the desk and others answered, in the order of the requests. */
  answers: WireAnswer[];
  /** Telephones outside that somebody played. */
  outside: { kind: 'pstn' | 'sip'; address: string }[];
  trace: TraceEvent[];
}

export function parseRecording(text: string): Recording {
  const content = JSON.parse(text) as Partial<Recording>;
  if (content.kind !== 'cloud-recording' || content.version !== 1) {
    throw new Error(`Expected a recording of version 1, got kind "${String(content.kind)}" version ${String(content.version)}`);
  }
  return content as Recording;
}
