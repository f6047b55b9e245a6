import type { CallbacksQuery, PageOf } from '../../contracts/desk-api';
import type { CallbackView } from '../../contracts/desk-callers';
import type { Clock } from '../clock';
import type { DeskConfig, Scope } from '../config';
import type { Database, Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { iso } from '../iso';
import { toRecordings } from '../journal/call-views';
import type { CallKey } from '../journal/call-key';
import { CALLBACK_TAKEN_MS, holderOf, stepCallback, type CallbackAction, type CallbackLease } from '../lease/callback';
import { say } from '../live/bus';
import type { CustomersOf } from './customers-of';

export interface CallbackParts { db: Database; clock: Clock; config: DeskConfig; customersOf: CustomersOf }

export interface Callbacks {
  list(scope: Scope, query: CallbacksQuery): Promise<PageOf<CallbackView>>;
  step(scope: Scope, callId: string, kind: CallbackAction['kind']): Promise<CallbackView>;
}

interface CallbackRow extends Record<string, unknown> {
  call_id: string; number: string; called_at: number; requested_at: number; times: number;
  taken_by: string | null; taken_at: number | null; done_by: string | null; done_at: number | null;
  records: string | null; reason: string | null;
}

const PAGE = 50;
const ROWS_SQL = `
  select b.call_id, b.number, b.called_at, b.requested_at, b.times, b.taken_by, b.taken_at, b.done_by, b.done_at, c.records, c.reason
  from callbacks b
  left join calls c on c.franchise = b.franchise and c.call_id = b.call_id`;

export function createCallbacks(parts: CallbackParts): Callbacks {
  const view = async (scope: Scope, rows: readonly CallbackRow[]): Promise<CallbackView[]> => {
    const customers = await parts.customersOf(scope, rows.map(({ number }) => number));
    return rows.map((row) => ({ ...toView(row, parts), customer: customers.get(row.number) ?? null }));
  };
  return {
    async list(scope, { state, cursor, limit = PAGE }) {
      const rows = await readPage(parts.db, scope, { state, cursor, count: limit + 1 });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next = rows.length > limit && last ? `${state === 'open' ? last.called_at : last.done_at ?? 0}~${last.call_id}` : null;
      return { items: await view(scope, shown), next };
    },
    async step(scope, callId, kind) {
      const row = await parts.db.transaction((tx) =>
        stepRow(tx, { franchise: scope.franchise, callId }, { kind, operator: scope.operator, atMs: parts.clock.now() }));
      if (!row) throw new ApiError('not-found', 'There is no such callback.');
      const [shown] = await view(scope, [row]);
      if (!shown) throw new ApiError('not-found', 'There is no such callback.');
      return shown;
    },
  };
}

/** A caller asked for it. An open request for his number stands: its place is kept, and he still gets his confirmation. */
export async function requestCallback(tx: Queryable, key: CallKey, asked: { number: string; calledAtMs: number; atMs: number }): Promise<void> {
  const { franchise, callId } = key;
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`callback ${franchise} ${asked.number}`]);
  const [open] = await tx.query<{ call_id: string }>(
    'select call_id from callbacks where franchise = $1 and number = $2 and done_at is null', [franchise, asked.number]);
  const fresh = await tx.query(
    `insert into callback_requests (franchise, call_id, callback_id) values ($1, $2, $3)
     on conflict (franchise, call_id) do nothing returning call_id`, [franchise, callId, open?.call_id ?? callId]);
  if (fresh.length === 0) return;
  if (open) {
    await tx.query(
      'update callbacks set times = times + 1, requested_at = $3 where franchise = $1 and call_id = $2', [franchise, open.call_id, asked.atMs]);
  } else {
    await tx.query(
      `insert into callbacks (franchise, call_id, number, called_at, requested_at, times) values ($1, $2, $3, $4, $5, 1)
       on conflict (franchise, call_id) do nothing`, [franchise, callId, asked.number, asked.calledAtMs, asked.atMs]);
  }
  await say(tx, { kind: 'callbacks', franchise });
}

/** Somebody spoke to the caller of this call: a request that it made is done. Nothing where there is none. */
export async function closeCallback(tx: Queryable, key: CallKey, by: { operator: string; atMs: number }): Promise<void> {
  const [asked] = await tx.query<{ callback_id: string }>(
    'select callback_id from callback_requests where franchise = $1 and call_id = $2', [key.franchise, key.callId]);
  if (asked) await stepRow(tx, { ...key, callId: asked.callback_id }, { kind: 'done', ...by });
}

/** Read under a lock, so that of two who take it at once one is told so. */
async function stepRow(tx: Queryable, { franchise, callId }: CallKey, action: CallbackAction): Promise<CallbackRow | undefined> {
  const [first] = await tx.query<{ number: string }>('select number from callbacks where franchise = $1 and call_id = $2', [franchise, callId]);
  if (!first) return undefined;
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`callback ${franchise} ${first.number}`]);
  const [row] = await tx.query<CallbackRow>(`${ROWS_SQL} where b.franchise = $1 and b.call_id = $2`, [franchise, callId]);
  if (!row) return undefined;
  const before: CallbackLease = { takenBy: row.taken_by, takenAtMs: row.taken_at, doneBy: row.done_by, doneAtMs: row.done_at };
  const after = stepCallback(before, action);
  if (after === null) throw new ApiError('conflict', 'A colleague is calling back, or it is done.');
  if (after === before) return row;
  if (action.kind === 'reopen') await refuseSecondOpen(tx, franchise, first.number);
  await tx.query(
    'update callbacks set taken_by = $3, taken_at = $4, done_by = $5, done_at = $6 where franchise = $1 and call_id = $2',
    [franchise, callId, after.takenBy, after.takenAtMs, after.doneBy, after.doneAtMs]);
  await say(tx, { kind: 'callbacks', franchise });
  return { ...row, taken_by: after.takenBy, taken_at: after.takenAtMs, done_by: after.doneBy, done_at: after.doneAtMs };
}

async function refuseSecondOpen(tx: Queryable, franchise: string, number: string): Promise<void> {
  const [open] = await tx.query('select 1 from callbacks where franchise = $1 and number = $2 and done_at is null', [franchise, number]);
  if (open) throw new ApiError('conflict', 'There is a newer open request for this number.');
}

interface Wanted { state: 'open' | 'done'; cursor: string | undefined; count: number }

/** Open ones from the earliest call on, done ones from the latest back. */
async function readPage(db: Queryable, { franchise }: Scope, { state, cursor, count }: Wanted): Promise<CallbackRow[]> {
  const [at = '', callId = ''] = (cursor ?? '').split('~');
  const afterMs = cursor !== undefined && Number.isSafeInteger(Number(at)) ? Number(at) : null;
  if (state === 'open') {
    return db.query<CallbackRow>(
      `${ROWS_SQL} where b.franchise = $1 and b.done_at is null and (b.called_at, b.call_id) > ($2, $3)
       order by b.called_at, b.call_id limit $4`, [franchise, afterMs ?? -1, callId, count]);
  }
  return db.query<CallbackRow>(
    `${ROWS_SQL} where b.franchise = $1 and b.done_at is not null and (b.done_at, b.call_id) < ($2, $3)
     order by b.done_at desc, b.call_id desc limit $4`, [franchise, afterMs ?? Number.MAX_SAFE_INTEGER, callId, count]);
}

function toView(row: CallbackRow, { clock, config }: CallbackParts): Omit<CallbackView, 'customer'> {
  const lease = { takenBy: row.taken_by, takenAtMs: row.taken_at, doneBy: row.done_by, doneAtMs: row.done_at };
  const holder = holderOf(lease, clock.now());
  return {
    callId: row.call_id,
    number: row.number,
    calledAt: iso(row.called_at),
    requestedAt: iso(row.requested_at),
    times: row.times,
    taken: holder === null ? null : {
      by: holder, displayName: config.operators[holder]?.displayName ?? holder,
      freeInMs: Math.max(0, (row.taken_at ?? 0) + CALLBACK_TAKEN_MS - clock.now()),
    },
    done: row.done_by === null || row.done_at === null ? null : { by: row.done_by, at: iso(row.done_at) },
    recordings: toRecordings({ records: row.records ?? '[]', reason: row.reason }),
  };
}
