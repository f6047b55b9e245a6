import type { CallsQuery, MissedQuery, PageOf } from '../../contracts/desk-api';
import type { CallPage, CallSummary, TimelineEntry } from '../../contracts/desk-journal';
import type { ReadEvent } from '../../contracts/call-events';
import type { Scope } from '../config';
import { one, type Database, type SqlValue } from '../database/port';
import type { Directory } from '../directory/port';
import { ApiError } from '../http/errors';
import { SUMMARY_SQL, toOffers, toSummaries, type SummaryRow, type Viewer } from './call-views';
import type { NameOf } from './comments';
import { asKnown, type JournalEvent } from './event-schema';

const PAGE = 50;
const OF_CUSTOMER = 100;
/**
 * A call that somebody may have to call back: it ended without a conversation that was brought to its end. So one
 * that was answered and then lost (operator or session) belongs here too. Callbacks have a list of their own.
 * As the index `calls_missed` has it.
 */
export const MISSED_SQL = `c.direction = 'in' and c.reason in ('abandoned', 'unserved', 'voicemail')`;

export interface Lists {
  calls(scope: Scope, query: CallsQuery): Promise<PageOf<CallSummary>>;
  missed(scope: Scope, query: MissedQuery): Promise<PageOf<CallSummary>>;
  /** Of those that there are, in the order asked for. */
  summaries(scope: Scope, callIds: readonly string[]): Promise<CallSummary[]>;
  page(scope: Scope, callId: string): Promise<CallPage>;
  /** The operator's call that rings, or talks. */
  current(scope: Scope): Promise<CallSummary | null>;
  one(scope: Scope, callId: string): Promise<CallSummary | null>;
  waiting(scope: Scope): Promise<CallSummary[]>;
  /** The latest, and how many more there are. */
  ofCustomer(scope: Scope, customerId: string): Promise<{ calls: CallSummary[]; more: number }>;
}

export interface ListsParts { db: Database; directory: (scope: Scope) => Directory; nameOf: NameOf }

export function createLists({ db, directory, nameOf }: ListsParts): Lists {
  const viewer = (scope: Scope): Viewer => ({ scope, directory: directory(scope), nameOf });
  const find = async (scope: Scope, rest: string, values: readonly SqlValue[]): Promise<CallSummary[]> => {
    const rows = await db.query<SummaryRow>(`${SUMMARY_SQL} where c.franchise = $1 ${rest}`, [scope.franchise, ...values]);
    return toSummaries(rows, viewer(scope));
  };
  const list = async (scope: Scope, filter: string, query: CallsQuery): Promise<PageOf<CallSummary>> => {
    const count = query.limit ?? PAGE;
    const after = readCursor(query.cursor);
    const items = await find(
      scope,
      `and ${filter} and ($2 = 'all' or c.operator = $3 or $3 = any(c.offered_to)) and (c.started_at, c.call_id) < ($4, $5)
       order by c.started_at desc, c.call_id desc limit $6`,
      [query.scope, scope.operator, after.startedAt, after.callId, count + 1],
    );
    const more = items.length > count;
    const shown = items.slice(0, count);
    return { items: shown, next: more ? writeCursor(shown.at(-1)) : null };
  };
  return {
    calls: (scope, query) => list(scope, 'true', query),
    missed: (scope, query) => list(scope, `${MISSED_SQL} and ${HANDLED[query.handled]}`, query),
    async summaries(scope, callIds) {
      const found = new Map((await find(scope, 'and c.call_id = any($2)', [callIds])).map((call) => [call.callId, call]));
      return callIds.flatMap((callId) => found.get(callId) ?? []);
    },
    page: (scope, callId) => page(db, callId, viewer(scope)),
    current: async (scope) => (await find(
      scope,
      `and c.reason is null and (c.ringing = $2 or (c.phase = 'talking' and c.operator = $2)) order by c.started_at desc limit 1`,
      [scope.operator]))[0] ?? null,
    one: async (scope, callId) => (await find(scope, 'and c.call_id = $2', [callId]))[0] ?? null,
    // That a caller is in the queue is told with what happens next; whoever no operator was found for is «greeting» till then.
    waiting: (scope) => find(
      scope, `and c.reason is null and c.direction = 'in' and c.phase in ('greeting', 'waiting', 'ringing') order by c.started_at limit 200`, []),
    async ofCustomer(scope, customerId) {
      const calls = await find(scope, 'and ch.customer_id = $2 order by c.started_at desc limit $3', [customerId, OF_CUSTOMER]);
      if (calls.length < OF_CUSTOMER) return { calls, more: 0 };
      const { total } = await one(db.query<{ total: number }>(
        `select count(*) as total from choices ch join calls c on c.franchise = ch.franchise and c.call_id = ch.call_id
         where ch.franchise = $1 and ch.customer_id = $2`, [scope.franchise, customerId]));
      return { calls, more: total - calls.length };
    },
  };
}

const HANDLED = { no: 'h.at is null', yes: 'h.at is not null', all: 'true' } as const;

async function page(db: Database, callId: string, viewer: Viewer): Promise<CallPage> {
  const { scope } = viewer;
  const [row] = await db.query<SummaryRow>(
    `${SUMMARY_SQL} where c.franchise = $1 and c.call_id = $2`, [scope.franchise, callId]);
  const [summary] = row ? await toSummaries([row], viewer) : [];
  if (!row || !summary) throw new ApiError('not-found', 'There is no such call.');
  return { ...summary, offers: toOffers(row), timeline: await timeline(db, scope, row) };
}

async function timeline(db: Database, { franchise }: Scope, row: SummaryRow): Promise<TimelineEntry[]> {
  const events = await db.query<{ body: string; begun: number }>(
    'select body, received_at - at_ms as begun from call_events where franchise = $1 and call_id = $2 order by seq limit 2000', [franchise, row.call_id]);
  const entries = await db.query<{ kind: TimelineEntry['kind']; operator: string; detail: string | null; at: number }>(
    'select kind, operator, detail, at from call_entries where franchise = $1 and call_id = $2 order by at limit 2000', [franchise, row.call_id]);
  // What people did is timed by the desk; so its own time of the call's start is what it is shown beside.
  const begunAtMs = events.length === 0 ? row.started_at : Math.min(...events.map(({ begun }) => begun));
  return [
    ...events.map(({ body }) => toEntry(JSON.parse(body) as JournalEvent)),
    ...entries.map(({ at, ...entry }) => ({ ...entry, atMs: at - begunAtMs })),
  ].sort((left, right) => left.atMs - right.atMs);
}

/** Of an event that this desk does not understand: that it happened. */
function toEntry(event: JournalEvent): TimelineEntry {
  const { atMs, kind } = event;
  const known = asKnown(event);
  return { atMs, kind, operator: known && 'operator' in known ? (known.operator ?? null) : null, detail: known ? detailOf(known) : null };
}

function detailOf(event: ReadEvent): string | null {
  switch (event.kind) {
    case 'queued':
      return event.queue;
    case 'offerEnded':
    case 'transferFailed':
      return event.cause;
    case 'transferring':
    case 'consulting':
    case 'transferred':
      return 'operator' in event.to ? event.to.operator : event.to.number;
    case 'commandResult':
      return event.why;
    case 'ended':
      return `${event.reason}/${event.detail}`;
    default:
      return null;
  }
}

/** Lists go back in time from the last row seen. */
function readCursor(cursor: string | undefined): { startedAt: number; callId: string } {
  const [startedAt, callId] = (cursor ?? '').split('~');
  const at = Number(startedAt);
  if (cursor === undefined || !Number.isSafeInteger(at) || callId === undefined) return { startedAt: Number.MAX_SAFE_INTEGER, callId: '' };
  return { startedAt: at, callId };
}

function writeCursor(last: CallSummary | undefined): string | null {
  return last ? `${Date.parse(last.startedAt)}~${last.callId}` : null;
}
