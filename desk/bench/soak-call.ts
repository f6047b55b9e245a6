import type { CallEvent, CallEventBatch } from '../../contracts/call-events';

interface Told { callId: string; franchise: string; operator: string; nowMs: number }
type Plain = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'id' | 'callId' | 'seq'> : never) : never;

/** A usual conversation in the three batches in which its session tells it. */
export function conversation({ callId, franchise, operator, nowMs }: Told): [CallEventBatch, CallEventBatch, CallEventBatch] {
  const startedAt = new Date(nowMs - 65_000).toISOString();
  const offerId = `${callId}-1`;
  const events = ([
    { kind: 'started', atMs: 0, franchise, from: '+79161234567', fromRaw: '79161234567', to: '+74951234567', startedAt },
    { kind: 'queued', atMs: 500, engine: 'smartqueue', queue: franchise, priority: 0, round: 0 },
    { kind: 'offered', atMs: 1_000, offerId, operator },
    { kind: 'answered', atMs: 5_000, offerId, operator },
    { kind: 'bridged', atMs: 5_100, offerId, operator },
    { kind: 'ended', atMs: 65_000, reason: 'completed', detail: 'talk', by: 'caller', waitMs: 4_500, talkMs: 59_900, operator },
  ] satisfies Plain[]).map((event, index) => ({ ...event, id: `${callId}:${index + 1}`, callId, seq: index + 1 }));
  const batch = (from: number, to: number): CallEventBatch => ({ version: 1, callId, franchise, events: events.slice(from, to) });
  return [batch(0, 3), batch(3, 5), batch(5, 6)];
}
