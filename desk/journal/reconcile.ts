import type { CallEnded } from '../../contracts/call-events';
import type { Clock } from '../clock';
import type { Database } from '../database/port';
import { say } from '../live/bus';
import { lockCall, type Journal } from './receive';
import type { CallKey } from './call-key';
import { dropAccessUrls } from './access-urls';
import { DESK_SEQ } from './receive';

/** What the account's history (`GetCallHistory`) says of a session. It lists only those that ended. */
export interface SessionHistory {
  /** When it ended; null: not in the history, so still running or never there. */
  endedAt(callId: string): Promise<{ atMs: number } | null>;
}

export interface ReconcileReport {
  /** Calls without an end that were silent long enough to ask about. */
  asked: number;
  closed: string[];
  stillRunning: string[];
  /** The history could not be read for these; they are asked about again. */
  failed: { callId: string; why: string }[];
}

/** Talks are silent, so silence alone closes nothing; a session of a day does not exist, a clock that is a day ahead does. */
const SILENT_MS = 3 * 60_000;
const LONGEST_SESSION_MS = 48 * 3_600_000;

/** Those most, and none that was asked about less than `againMs` ago. */
const BY_HAND = { silentMs: SILENT_MS, againMs: 0, most: 1_000 };

interface Silent extends Record<string, unknown> { call_id: string; franchise: string; started_at: number }

/** Noted as asked about, so that of several desks one asks, and a round that takes not all goes on with the others. */
const CLAIM_SQL = `
  update calls set asked_at = $1 where call_id in (
    select call_id from calls where reason is null and last_heard_at <= $2 and coalesce(asked_at, 0) <= $3
    order by asked_at nulls first, last_heard_at limit $4 for update skip locked)
  returning call_id, franchise, started_at`;

/** Closes calls whose session was killed, as unserved (`session-lost`). A true end that comes later replaces it. */
export async function reconcileCalls(
  parts: { db: Database; clock: Clock; journal: Journal }, history: SessionHistory, options: Partial<typeof BY_HAND> = {},
): Promise<ReconcileReport> {
  const { silentMs, againMs, most } = { ...BY_HAND, ...options };
  const report: ReconcileReport = { asked: 0, closed: [], stillRunning: [], failed: [] };
  const nowMs = parts.clock.now();
  const silent = await parts.db.query<Silent>(CLAIM_SQL, [nowMs, nowMs - silentMs, nowMs - againMs, most]);
  for (const { call_id: callId, franchise, started_at: startedAtMs } of silent) {
    report.asked++;
    try {
      const ended = await history.endedAt(callId);
      const endedAtMs = ended?.atMs ?? (nowMs - startedAtMs > LONGEST_SESSION_MS ? nowMs : undefined);
      if (endedAtMs === undefined) report.stillRunning.push(callId);
      else if (await closeLost(parts, { franchise, callId }, Math.max(0, endedAtMs - startedAtMs))) report.closed.push(callId);
    } catch (error) {
      report.failed.push({ callId, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return report;
}

/** False where the true end came in between. */
async function closeLost(
  { db, clock, journal }: { db: Database; clock: Clock; journal: Journal }, key: CallKey, atMs: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockCall(tx, key.callId);
    const [ended] = await tx.query('select 1 from calls where franchise = $1 and call_id = $2 and reason is not null', [key.franchise, key.callId]);
    if (ended) return false;
    const event: CallEnded = {
      id: `${key.callId}:lost`, callId: key.callId, seq: DESK_SEQ, atMs, kind: 'ended',
      reason: 'unserved', detail: 'session-lost', by: 'system', waitMs: 0, talkMs: 0, operator: null,
    };
    await tx.query(
      `insert into call_events (event_id, franchise, call_id, seq, kind, at_ms, body, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (event_id) do nothing`,
      [event.id, key.franchise, key.callId, event.seq, event.kind, event.atMs, JSON.stringify(event), clock.now()]);
    await journal.reproject(tx, key);
    await dropAccessUrls(tx, [key]);
    await say(tx, { kind: 'call', ...key });
    return true;
  });
}
