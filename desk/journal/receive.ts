import type { CallAdvice, CallEvent } from '../../contracts/call-events';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Database, Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { say } from '../live/bus';
import { closeCallback, requestCallback } from '../callers/callbacks';
import { followTransfer } from '../transfer/follow';
import { stepHoldouts } from '../wrap-up/holdouts';
import { openAfterTalk } from '../wrap-up/after-talk';
import { dropAccessUrl, keepAccessUrl } from './access-urls';
import { adviseOn } from './advice';
import { writeCallRow } from './call-row';
import { markHandled } from './handled';
import { noteCommandResult } from './command-results';
import { isKnown, type JournalBatch, type JournalEvent } from './event-schema';
import { projectCall, type ProjectedCall } from './project';
import { readReports } from './reports';
import { isSessionUrl } from './session-hosts';
import type { Seal } from './seal';

export interface JournalParts { db: Database; clock: Clock; config: DeskConfig; seal: Seal }
export interface CallKey { franchise: string; callId: string }

/** Sorts after every event of a session: what the desk itself concludes gives way to a late truth. */
export const DESK_SEQ = 2_000_000_000;

export interface Journal {
  /** Takes a batch, whole or repeated or out of order; each event counts once. */
  receive(batch: JournalBatch): Promise<{ accepted: number; advice?: CallAdvice }>;
  /** Builds the call's row anew, e.g. after a page's report. */
  reproject(tx: Queryable, key: CallKey): Promise<ProjectedCall | undefined>;
}

export function createJournal(parts: JournalParts): Journal {
  const { db, clock, config } = parts;
  return {
    receive: async (batch) => {
      const franchise = Object.hasOwn(config.franchises, batch.franchise) ? config.franchises[batch.franchise] : undefined;
      if (!franchise) throw new ApiError('bad-request', 'The batch names a franchise that this desk does not have.');
      return db.transaction(async (tx) => {
        const key = { franchise: batch.franchise, callId: batch.callId };
        await lockCall(tx, key.callId);
        await refuseForeignCall(tx, key);
        const fresh = await insertNew(tx, batch, clock.now());
        const call = await project(tx, key, parts);
        if (call && fresh.length > 0) await follow(tx, { key, fresh: fresh.filter(isKnown), call, batch }, parts);
        const started = fresh.find((event): event is CallEvent & { kind: 'started' } => isKnown(event) && event.kind === 'started');
        const advice = started && started.direction !== 'out'
          && (await adviseOn(tx, { ...key, from: started.from, nowMs: clock.now() }, franchise.callers));
        return { accepted: batch.events.length, ...(advice ? { advice } : {}) };
      });
    },
    reproject: (tx, key) => project(tx, key, parts),
  };
}

/** Batches of one call wait for each other, whichever desk they reach. */
export async function lockCall(tx: Queryable, callId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`call ${callId}`]);
}

async function refuseForeignCall(tx: Queryable, { franchise, callId }: CallKey): Promise<void> {
  const [row] = await tx.query<{ franchise: string }>('select franchise from call_events where call_id = $1 limit 1', [callId]);
  if (row && row.franchise !== franchise) throw new ApiError('conflict', 'This call belongs to another franchise.');
}

async function insertNew(tx: Queryable, batch: JournalBatch, nowMs: number): Promise<JournalEvent[]> {
  const fresh: JournalEvent[] = [];
  for (const event of [...batch.events].sort((left, right) => left.seq - right.seq)) {
    const added = await tx.query(
      `insert into call_events (event_id, franchise, call_id, seq, kind, at_ms, body, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (event_id) do nothing returning seq`,
      [event.id, batch.franchise, batch.callId, event.seq, event.kind, event.atMs, JSON.stringify(event), nowMs]);
    if (added.length > 0) fresh.push(event);
  }
  return fresh;
}

async function project(tx: Queryable, key: CallKey, { config, clock }: JournalParts): Promise<ProjectedCall | undefined> {
  const rows = await tx.query<{ body: string; at_ms: number; received_at: number }>(
    'select body, at_ms, received_at from call_events where franchise = $1 and call_id = $2 order by seq', [key.franchise, key.callId]);
  const [first] = rows;
  if (!first) return undefined;
  const events = rows.map(({ body }) => JSON.parse(body) as JournalEvent).filter(isKnown);
  const reports = await readReports(tx, key);
  const call = projectCall(events, { firstAtMs: first.received_at - first.at_ms, reports });
  const timeZone = config.franchises[key.franchise]?.timeZone ?? 'UTC';
  await writeCallRow(tx, call, { ...key, timeZone, heardAtMs: clock.now() });
  return call;
}

interface News { key: CallKey; fresh: readonly CallEvent[]; call: ProjectedCall; batch: JournalBatch }

/** What new events change beside the projection, and who hears of it. */
async function follow(tx: Queryable, news: News, parts: JournalParts): Promise<void> {
  const { key, call, batch } = news;
  if (call.end) await dropAccessUrl(tx, key);
  else if (batch.accessUrl !== undefined && isSessionUrl(batch.accessUrl, parts.config)) {
    await keepAccessUrl(tx, { ...key, url: batch.accessUrl, atMs: parts.clock.now() }, parts.seal);
  }
  for (const event of news.fresh) {
    if (event.kind === 'commandResult') await noteCommandResult(tx, key, event);
    await stepHoldouts(tx, key, event);
    await openAfterTalk(tx, { key, event, startedAtMs: call.startedAtMs }, parts);
    await followTransfer(tx, key, { event, nowMs: parts.clock.now() });
    await followCaller(tx, { key, event, call }, parts);
  }
  await say(tx, { kind: 'call', ...key });
}

/** Who asked to be called back is listed; whom somebody called back is so no more. */
async function followCaller(
  tx: Queryable, { key, event, call }: { key: CallKey; event: CallEvent; call: ProjectedCall }, { clock }: JournalParts,
): Promise<void> {
  if (event.kind === 'ended' && event.reason === 'callback' && call.from !== null) {
    await requestCallback(tx, key, { number: call.from, calledAtMs: call.startedAtMs, atMs: clock.now() });
  }
  if (event.kind !== 'bridged' || call.callbackOf === null) return;
  const missed = { franchise: key.franchise, callId: call.callbackOf };
  const by = { operator: event.operator, atMs: clock.now() };
  await markHandled(tx, missed, { ...by, handled: true });
  await closeCallback(tx, missed, by);
}
