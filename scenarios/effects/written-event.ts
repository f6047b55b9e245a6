import type { CallEventBatch, CallEventKind } from '../../contracts/call-events';
import { asciiJson } from '../../contracts/signature';
import type { Told } from '../call/effect';

/** An event on its way to the desk, written out when it is told: it may be sent and stored several times. */
export interface WrittenEvent {
  readonly kind: CallEventKind;
  readonly seq: number;
  readonly atMs: number;
  /** JSON of the whole `CallEvent`. */
  readonly text: string;
}

export function writeEvent(event: Told, { callId, seq, atMs }: { callId: string; seq: number; atMs: number }): WrittenEvent {
  // A call id is digits, so it needs no escape.
  const own = `{"id":"${callId}:${seq}","callId":"${callId}","seq":${seq},"atMs":${atMs},`;
  return { kind: event.kind, seq, atMs, text: own + JSON.stringify(event).slice(1) };
}

/** What the batches of a call have in common, for `batchText`. */
export function frameText(frame: Omit<CallEventBatch, 'events' | 'version'>): string {
  return JSON.stringify({ version: 1, ...frame }).slice(0, -1);
}

/** ASCII JSON of a batch. */
export function batchText(frame: string, events: readonly WrittenEvent[]): string {
  return asciiJson(`${frame},"events":[${events.map(({ text }) => text).join()}]}`);
}
