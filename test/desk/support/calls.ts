import type { CallEvent, CallEventBatch } from '../../../contracts/call-events';
import type { World } from './world';

type Told = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'id' | 'callId' | 'seq'> : never) : never;

/** Writes a call's events as its session does: numbered, in its own time. */
export interface TestCall {
  callId: string;
  franchise: string;
  events: CallEvent[];
  /** Adds an event; posts nothing. */
  tell(event: Told): TestCall;
  /** All events, or those from `first` on, as one batch. */
  batch(first?: number): CallEventBatch;
}

export interface CallStart { callId: string; franchise?: string; from?: string | null; fromRaw?: string; to?: string; startedAtMs: number }

export function newCall(start: CallStart): TestCall {
  const { callId, franchise = 'center', from = '+79161234567', to = '+74951234567', startedAtMs } = start;
  const call: TestCall = {
    callId, franchise, events: [],
    tell(event) {
      const seq = call.events.length + 1;
      call.events.push({ ...event, id: `${callId}:${seq}`, callId, seq });
      return call;
    },
    batch: (first = 0) => ({ version: 1, callId, franchise, events: call.events.slice(first) }),
  };
  const startedAt = new Date(startedAtMs).toISOString();
  return call.tell({ kind: 'started', atMs: 0, franchise, from, fromRaw: start.fromRaw ?? from ?? '', to, startedAt });
}

export const queued = (call: TestCall, atMs = 1_000): TestCall =>
  call.tell({ kind: 'queued', atMs, engine: 'smartqueue', queue: 'center', priority: 0, round: 0 });

export const offered = (call: TestCall, operator: string, atMs = 2_000): TestCall =>
  call.tell({ kind: 'offered', atMs, offerId: `${call.callId}-${call.events.length}`, operator });

/** The operator answers the last offer and both are bridged. */
export function answered(call: TestCall, operator: string, atMs = 5_000): TestCall {
  const offerId = lastOffer(call, operator);
  return call.tell({ kind: 'answered', atMs, offerId, operator }).tell({ kind: 'bridged', atMs: atMs + 100, offerId, operator });
}

type Cause = 'rejected' | 'missed' | 'unknown' | 'cancelled';

export const offerEnded = (call: TestCall, operator: string, end: { cause: Cause; atMs?: number }): TestCall =>
  call.tell({ kind: 'offerEnded', atMs: end.atMs ?? 9_000, offerId: lastOffer(call, operator), operator, cause: end.cause });

function lastOffer(call: TestCall, operator: string): string {
  const offers = call.events.flatMap((event) => (event.kind === 'offered' && event.operator === operator ? [event.offerId] : []));
  return offers.at(-1) ?? 'none';
}

export const completed = (call: TestCall, operator: string, atMs = 65_000): TestCall =>
  call.tell({ kind: 'ended', atMs, reason: 'completed', detail: 'talk', by: 'caller', waitMs: 4_000, talkMs: atMs - 5_000, operator });

export const abandoned = (call: TestCall, waitMs = 8_000): TestCall =>
  call.tell({ kind: 'ended', atMs: waitMs + 1_000, reason: 'abandoned', detail: 'queue', by: 'caller', waitMs, talkMs: 0, operator: null });

/** A whole usual conversation, already over, delivered in one batch. */
export async function talk(world: World, start: Omit<CallStart, 'startedAtMs'> & { operator: string; startedAtMs?: number }): Promise<TestCall> {
  const { operator, ...rest } = start;
  const call = newCall({ startedAtMs: world.clock.now() - 65_000, ...rest });
  completed(answered(offered(queued(call), operator), operator), operator);
  const answer = await world.post(call.batch());
  if (answer.statusCode !== 200) throw new Error(`The desk refused the batch: ${answer.body}`);
  return call;
}
