import { z } from 'zod';
import type { CallEvent, ReadEvent } from '../../contracts/call-events';
import { id, isoTime, text } from '../http/schemas';

const ms = z.number().int().min(0).max(1e12);
const name = text(200);
/** One of a closed list as far as this desk knows; a newer scenario's words are kept as they are (decision 26). */
const word = text(200);
const base = { id: z.string(), callId: z.string(), seq: z.number(), atMs: ms };
const offer = { offerId: z.string().min(1).max(200), operator: name };
const target = z.union([z.object({ operator: name }), z.object({ number: name })]);
const handing = { ...base, operator: name, to: target };

const known = z.discriminatedUnion('kind', [
  z.object({
    ...base, kind: z.literal('started'), franchise: name, from: name.nullable(), fromRaw: name, to: name, startedAt: isoTime,
    direction: word.optional(), operator: name.optional(), callbackOf: id.optional(),
  }),
  z.object({ ...base, kind: z.literal('queued'), engine: word, queue: name, priority: z.number(), round: z.number().int().min(0) }),
  z.object({ ...base, ...offer, kind: z.literal('offered'), operatorId: z.number().optional(), transferFrom: name.optional() }),
  z.object({ ...base, ...offer, kind: z.literal('offerEnded'), cause: word }),
  z.object({ ...base, ...offer, kind: z.literal('answered') }),
  z.object({ ...base, ...offer, kind: z.literal('bridged') }),
  z.object({ ...base, ...offer, kind: z.literal('operatorLost'), talkMs: ms }),
  z.object({ ...handing, kind: z.literal('transferring'), mode: word }),
  z.object({ ...handing, kind: z.literal('consulting') }),
  z.object({ ...handing, kind: z.literal('transferred') }),
  z.object({ ...handing, kind: z.literal('transferFailed'), callerTo: word, cause: word }),
  z.object({ ...base, kind: z.literal('commandResult'), commandId: z.string().max(100), applied: z.boolean(), why: word }),
  z.object({
    ...base, kind: z.literal('ended'), reason: word, detail: word, by: word, waitMs: ms, talkMs: ms, operator: name.nullable(),
    records: z.array(z.string().max(2_000)).max(50).optional(),
  }),
]) satisfies z.ZodType<ReadEvent>;
/** The contract's events are ones that the schema takes. */
export type AcceptsContract = CallEvent extends z.input<typeof known> ? true : never;

/** What every event has, whoever wrote it; the journal keeps the rest of it unseen. */
export interface JournalEvent { id: string; callId: string; seq: number; atMs: number; kind: string }
export interface JournalBatch { version?: number; callId: string; franchise: string; events: readonly JournalEvent[]; accessUrl?: string | undefined }

const kept = z.looseObject({ id: z.string().min(3).max(130), callId: id, seq: z.number().int().min(1).max(1_000_000), atMs: ms, kind: name });
const frame = z.object({
  version: z.number().int().min(1), callId: id, franchise: name, events: z.array(z.unknown()).max(500), accessUrl: z.string().max(2_000).optional().catch(undefined),
});

/** An event that this desk can tell more of than that it happened; others stand in the journal and in the timeline. */
export function asKnown(event: unknown): ReadEvent | undefined {
  return known.safeParse(event).data;
}

export interface ReadBatch {
  batch: JournalBatch;
  /** Why some of its events cannot be kept, in words; the others count. */
  unread: string[];
}

/** The one reader of batches, from whichever scenario and by whichever way they come. A sentence where it is none. */
export function readBatch(value: unknown): ReadBatch | string {
  const read = frame.safeParse(value);
  if (!read.success) return `no batch of call events: ${said(read.error)}`;
  const { callId, franchise, events: given, accessUrl } = read.data;
  const unread: string[] = [];
  const events = given.flatMap((event, index): JournalEvent[] => {
    const one = kept.safeParse(event);
    const why = one.success ? (isOf(one.data, callId) ? null : 'it is of another call, or its id is not callId:seq') : said(one.error);
    if (why !== null) unread.push(`event ${index + 1} of ${given.length}: ${why}`);
    // What is known is kept as it was cleaned, the rest as it came.
    return why === null && one.success ? [{ ...one.data, ...asKnown(event) }] : [];
  });
  if (events.length === 0 && unread[0] !== undefined) return `a batch without an event that can be kept: ${unread[0]}`;
  return { batch: { callId, franchise, events, accessUrl }, unread };
}

function isOf({ id: eventId, callId, seq }: JournalEvent, ofCall: string): boolean {
  return callId === ofCall && eventId === `${callId}:${seq}`;
}

function said({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'malformed'}`;
}
