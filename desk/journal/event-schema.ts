import { z } from 'zod';
import type { CallEvent, CallEventBatch } from '../../contracts/call-events';
import { TERMINAL_REASONS, type TerminalDetail, type TerminalReason } from '../../contracts/terminal-reasons';
import { id, isoTime, text } from '../http/schemas';

const ms = z.number().int().min(0).max(1e12);
const name = text(200);
const base = { id: z.string().min(3).max(130), callId: id, seq: z.number().int().min(1).max(1_000_000), atMs: ms };
const offer = { offerId: z.string().min(1).max(200), operator: name };
const target = z.union([z.object({ operator: name }), z.object({ number: name })]);
const handing = { ...base, operator: name, to: target };
const reasons = Object.keys(TERMINAL_REASONS) as [TerminalReason, ...TerminalReason[]];
const details = Object.values(TERMINAL_REASONS).flat() as [TerminalDetail, ...TerminalDetail[]];

const known = z.discriminatedUnion('kind', [
  z.object({
    ...base, kind: z.literal('started'), franchise: name, from: name.nullable(), fromRaw: name, to: name, startedAt: isoTime,
    direction: z.literal('out').optional(), operator: name.optional(), callbackOf: id.optional(),
  }),
  z.object({
    ...base, kind: z.literal('queued'), engine: z.enum(['smartqueue', 'acd']), queue: name,
    priority: z.number(), round: z.number().int().min(0),
  }),
  z.object({ ...base, ...offer, kind: z.literal('offered'), operatorId: z.number().optional(), transferFrom: name.optional() }),
  z.object({
    ...base, ...offer, kind: z.literal('offerEnded'),
    cause: z.enum(['rejected', 'missed', 'unreachable', 'unknown', 'cancelled', 'dropped']),
  }),
  z.object({ ...base, ...offer, kind: z.literal('answered') }),
  z.object({ ...base, ...offer, kind: z.literal('bridged') }),
  z.object({ ...base, ...offer, kind: z.literal('operatorLost'), talkMs: ms }),
  z.object({ ...handing, kind: z.literal('transferring'), mode: z.enum(['blind', 'consult']) }),
  z.object({ ...handing, kind: z.literal('consulting') }),
  z.object({ ...handing, kind: z.literal('transferred') }),
  z.object({
    ...handing, kind: z.literal('transferFailed'), callerTo: z.enum(['operator', 'queue', 'ended']),
    cause: z.enum(['no-answer', 'declined', 'unreachable', 'taken-back', 'left', 'caller-left']),
  }),
  z.object({
    ...base, kind: z.literal('commandResult'), commandId: z.string().max(100), applied: z.boolean(),
    why: z.enum(['applied', 'not-current', 'answered', 'ended', 'unknown-command', 'repeated']),
  }),
  z.object({
    ...base, kind: z.literal('ended'), reason: z.enum(reasons), detail: z.enum(details),
    by: z.enum(['caller', 'operator', 'system']), waitMs: ms, talkMs: ms, operator: name.nullable(),
    records: z.array(z.string().max(2_000)).max(50).optional(),
  }).refine(({ reason, detail }) => (TERMINAL_REASONS[reason] as readonly string[]).includes(detail), 'no such ending'),
]) satisfies z.ZodType<CallEvent>;

/** A newer scenario may report more than this desk knows: kept in the journal, left out of the projection. */
const unknown = z.looseObject({ ...base, kind: z.string().max(40) })
  .refine(({ kind }) => !KNOWN_KINDS.has(kind), 'malformed');
const KNOWN_KINDS: ReadonlySet<string> = new Set<CallEvent['kind']>([
  'started', 'queued', 'offered', 'offerEnded', 'answered', 'bridged', 'operatorLost',
  'transferring', 'consulting', 'transferred', 'transferFailed', 'commandResult', 'ended',
]);

export type JournalEvent = CallEvent | z.infer<typeof unknown>;

export const batchSchema = z.object({
  version: z.literal(1),
  callId: id,
  franchise: name,
  events: z.array(z.union([known, unknown])).max(500),
  accessUrl: z.string().max(2_000).optional(),
}).refine(({ callId, events }) => events.every((event) => event.callId === callId && event.id === `${callId}:${event.seq}`),
  'an event of another call, or an id that is not callId:seq');

export type JournalBatch = z.infer<typeof batchSchema>;
export const isKnown = (event: JournalEvent): event is CallEvent => KNOWN_KINDS.has(event.kind);

/** The contract's batch is one that the schema takes. */
export const readBatch = (value: unknown): JournalBatch => batchSchema.parse(value);
export type AcceptsContract = CallEventBatch extends z.input<typeof batchSchema> ? true : never;
