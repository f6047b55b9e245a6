import type { CallAdvice, ReadEvent } from '../../contracts/call-events';
import { SIGNATURE_WINDOW_MS } from '../../contracts/signature';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import { gather } from '../database/gather';
import { lockKeys, type Database, type Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { stepAllStored } from '../wrap-up/store';
import { stepsAfter } from '../wrap-up/after-talk';
import { dropAccessUrls, keepAccessUrls } from './access-urls';
import { adviseOn } from './advice';
import type { CallKey } from './call-key';
import { writeCallRows } from './call-row';
import { asKnown, type JournalBatch } from './event-schema';
import { followEvents } from './follow';
import { readKnown, type KnownCall } from './known';
import { projectCall, type ProjectedCall } from './project';
import { isSessionUrl } from './session-hosts';
import type { Seal } from './seal';

export interface JournalParts { db: Database; clock: Clock; config: DeskConfig; seal: Seal }

/** Sorts after every event of a session: what the desk itself concludes gives way to a late truth. */
export const DESK_SEQ = 2_000_000_000;
/** In a rush batches of different calls are taken together, in one transaction, this often. */
const RECEIVE_EVERY_MS = 40;

export interface Received { accepted: number; advice?: CallAdvice }

export interface Journal {
  /** Takes a batch, whole or repeated or out of order; each event counts once. */
  receive(batch: JournalBatch): Promise<Received>;
  /** Builds the call's row anew, e.g. after a page's report. */
  reproject(tx: Queryable, key: CallKey): Promise<ProjectedCall | undefined>;
}

export function createJournal(parts: JournalParts): Journal {
  const { db, config } = parts;
  const receive = gather<JournalBatch, Received>({
    everyMs: RECEIVE_EVERY_MS, most: 50, keyOf: ({ callId }) => callId,
    work: (batches) => db.transaction((tx) => receiveAll(tx, batches, parts)),
  });
  return {
    receive: async (batch) => {
      if (!Object.hasOwn(config.franchises, batch.franchise)) throw new ApiError('bad-request', `The batch is of the franchise "${batch.franchise}", which this desk does not have.`);
      return receive(batch);
    },
    reproject: async (tx, key) => (await projectAll(tx, await readKnown(tx, [key]), parts))[0],
  };
}

/** Batches of one call wait for each other, whichever desk they reach. */
export async function lockCall(tx: Queryable, callId: string): Promise<void> {
  await lockKeys(tx, [callLock(callId)]);
}

export function callLock(callId: string): string {
  return `call ${callId}`;
}

/** What a batch of one call has brought. */
interface Told extends CallKey {
  batch: JournalBatch;
  known: KnownCall;
  /** Of which the desk knows the kind. */
  fresh: readonly ReadEvent[];
  isNews: boolean;
  call: ProjectedCall | undefined;
}

/** No two of one call. */
async function receiveAll(tx: Queryable, batches: readonly JournalBatch[], parts: JournalParts): Promise<(Received | Error)[]> {
  await lockKeys(tx, batches.map(({ callId }) => callLock(callId)));
  const fresh = await insertNew(tx, batches, parts.clock.now());
  const known = await readKnown(tx, batches);
  const own = known.filter(({ owner, franchise }) => owner === null || owner === franchise);
  const calls = new Map((await projectAll(tx, own, parts)).map((call, index) => [own[index]?.callId, call]));
  const told = own.flatMap((each): Told[] => {
    const batch = batches.find(({ callId }) => callId === each.callId);
    return batch ? [{ ...each, batch, known: each, fresh: freshOf(batch, fresh), isNews: batch.events.some(({ id }) => fresh.has(id)), call: calls.get(each.callId) }] : [];
  });
  await follow(tx, told, parts);
  const advice = await advise(tx, told, parts);
  return batches.map(({ callId, events }) => {
    if (!told.some((each) => each.callId === callId)) return new ApiError('conflict', 'This call belongs to another franchise.');
    const given = advice.get(callId);
    return { accepted: events.length, ...(given ? { advice: given } : {}) };
  });
}

/** Ids of the events that were not there; none of a call that belongs to another franchise is taken. */
async function insertNew(tx: Queryable, batches: readonly JournalBatch[], nowMs: number): Promise<ReadonlySet<string>> {
  const rows = batches.flatMap(({ franchise, callId, events }) => events.map((event) => ({
    event_id: event.id, franchise, call_id: callId, seq: event.seq, kind: event.kind, at_ms: event.atMs, body: JSON.stringify(event), received_at: nowMs,
  })));
  if (rows.length === 0) return new Set();
  const added = await tx.query<{ event_id: string }>(
    `insert into call_events (event_id, franchise, call_id, seq, kind, at_ms, body, received_at)
     select event_id, franchise, call_id, seq, kind, at_ms, body, received_at from json_populate_recordset(null::call_events, $1::json) e
     where coalesce((select c.franchise from calls c where c.call_id = e.call_id), e.franchise) = e.franchise
     on conflict (event_id) do nothing returning event_id`, [JSON.stringify(rows)]);
  return new Set(added.map(({ event_id }) => event_id));
}

/** In their order, each once. */
function freshOf({ events }: JournalBatch, fresh: ReadonlySet<string>): ReadEvent[] {
  const byId = new Map(events.filter(({ id }) => fresh.has(id)).map((event) => [event.id, event]));
  return [...byId.values()].flatMap((event) => asKnown(event) ?? []).sort((left, right) => left.seq - right.seq);
}

/** Undefined for a call of which nothing was heard. */
async function projectAll(tx: Queryable, known: readonly KnownCall[], { config, clock }: JournalParts): Promise<(ProjectedCall | undefined)[]> {
  const calls = known.map(({ events, firstAtMs, reports }) => (firstAtMs === null ? undefined : projectCall(events, { firstAtMs, reports })));
  await writeCallRows(tx, calls.flatMap((call, index) => {
    const key = known[index];
    const timeZone = config.franchises[key?.franchise ?? '']?.timeZone ?? 'UTC';
    return call && key ? [{ call, key: { franchise: key.franchise, callId: key.callId, timeZone, heardAtMs: clock.now() } }] : [];
  }));
  return calls;
}

/** What new events change beside the projection, and who hears of it. */
async function follow(tx: Queryable, told: readonly Told[], parts: JournalParts): Promise<void> {
  const { config, clock, seal } = parts;
  const news = told.flatMap(({ call, ...rest }) => (call && rest.isNews ? [{ ...rest, call }] : []))
    .sort((left, right) => (left.franchise < right.franchise ? -1 : left.franchise > right.franchise ? 1 : 0));
  await dropAccessUrls(tx, news.filter(({ call, known }) => call.end !== null && known.hasAccessUrl));
  await keepAccessUrls(tx, news.flatMap(({ franchise, callId, call, known, batch: { accessUrl: url } }) =>
    (call.end === null && !known.hasAccessUrl && url !== undefined && isSessionUrl(url, config) ? [{ franchise, callId, url, atMs: clock.now() }] : [])), seal);
  for (const each of news) await followEvents(tx, each, clock.now());
  await stepAllStored(tx, news.flatMap(({ franchise, callId, fresh, call, known }) => fresh.flatMap((event) =>
    stepsAfter({ key: { franchise, callId }, event, startedAtMs: begunAt(call, known) }, { nowMs: clock.now(), config }))), config);
}

/** By the desk's own time; what came much later, out of the cloud's storage, began when the cloud says. */
function begunAt({ startedAtMs }: ProjectedCall, { firstAtMs }: KnownCall): number {
  return Math.min(firstAtMs ?? startedAtMs, startedAtMs + SIGNATURE_WINDOW_MS);
}

async function advise(tx: Queryable, told: readonly Told[], { config }: JournalParts): Promise<Map<string, CallAdvice | undefined>> {
  const asked = told.flatMap(({ franchise, callId, fresh }) => {
    const started = fresh.find((event) => event.kind === 'started');
    const rules = config.franchises[franchise]?.callers;
    return started && rules && started.direction !== 'out' && started.from !== null
      ? [{ franchise, callId, from: started.from, startedAtMs: Date.parse(started.startedAt), rules }] : [];
  });
  const advice = await adviseOn(tx, asked);
  return new Map(asked.map(({ callId }, index) => [callId, advice[index]]));
}
