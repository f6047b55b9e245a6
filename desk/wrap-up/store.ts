import type { WrapUpClose } from '../../contracts/desk-api';
import type { DeskConfig, Scope } from '../config';
import type { Queryable } from '../database/port';
import { addEntry } from '../journal/entries';
import { isOpen, newWrapUp, stepWrapUp, type WrapUpAction, type WrapUpLease, type WrapUpRules } from '../lease/wrap-up';
import { say } from '../live/bus';

export interface WrapUpKey { franchise: string; callId: string; operator: string }

interface WrapUpRow extends Record<string, unknown> {
  call_id: string;
  operator: string;
  opened_at: number | null;
  closed_at: number | null;
  closed_by: WrapUpClose | null;
  limit_at: number | null;
  warned: boolean;
  extensions: number;
}
const COLUMNS = 'call_id, operator, opened_at, closed_at, closed_by, limit_at, warned, extensions';

export function wrapUpRules(config: DeskConfig, franchise: string): WrapUpRules {
  return config.franchises[franchise]?.intake.wrapUp ?? { limitMs: null, warnMs: 0 };
}

/** One step of the stored lease; tells all pages and the timeline where it changed something. */
export async function stepStored(tx: Queryable, step: WrapUpKey & { action: WrapUpAction }, config: DeskConfig): Promise<WrapUpLease> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`wrap-up ${step.franchise} ${step.callId} ${step.operator}`]);
  const before = await readWrapUp(tx, step);
  const after = stepWrapUp(before, step.action, wrapUpRules(config, step.franchise));
  if (after === before) return before;
  await write(tx, step.franchise, after);
  await tell(tx, step, { before, after });
  return after;
}

export async function readWrapUp(tx: Queryable, { franchise, callId, operator }: WrapUpKey): Promise<WrapUpLease> {
  const [row] = await tx.query<WrapUpRow>(
    `select ${COLUMNS} from wrap_ups where franchise = $1 and call_id = $2 and operator = $3`, [franchise, callId, operator]);
  return row ? toLease(row) : newWrapUp(callId, operator);
}

/** The operator's open wrap-up; the oldest, should there be several. */
export async function openWrapUp(db: Queryable, { franchise, operator }: Pick<Scope, 'franchise' | 'operator'>): Promise<WrapUpLease | undefined> {
  const [row] = await db.query<WrapUpRow>(
    `select ${COLUMNS} from wrap_ups
     where franchise = $1 and operator = $2 and closed_at is null and opened_at is not null order by opened_at limit 1`,
    [franchise, operator]);
  return row && toLease(row);
}

/** All that are open in a franchise, for the supervisor. */
export async function openWrapUps(db: Queryable, franchise: string): Promise<WrapUpLease[]> {
  const rows = await db.query<WrapUpRow>(
    `select ${COLUMNS} from wrap_ups where franchise = $1 and closed_at is null and opened_at is not null`, [franchise]);
  return rows.map(toLease);
}

export async function forgetClosedBefore(tx: Queryable, { franchise, callId, operator, atMs }: WrapUpKey & { atMs: number }): Promise<void> {
  await tx.query(
    'delete from wrap_ups where franchise = $1 and call_id = $2 and operator = $3 and closed_at < $4',
    [franchise, callId, operator, atMs]);
}

/** Leases with a limit or a warning due; of all franchises, for the desk's own clock only. */
export async function dueWrapUps(db: Queryable, { nowMs, longestWarnMs }: { nowMs: number; longestWarnMs: number }): Promise<WrapUpKey[]> {
  const rows = await db.query<{ franchise: string; call_id: string; operator: string }>(
    `select franchise, call_id, operator from wrap_ups
     where closed_at is null and (limit_at <= $1 or (not warned and limit_at <= $2)) limit 500`,
    [nowMs, nowMs + longestWarnMs]);
  return rows.map(({ franchise, call_id, operator }) => ({ franchise, callId: call_id, operator }));
}

async function write(tx: Queryable, franchise: string, lease: WrapUpLease): Promise<void> {
  await tx.query(
    `insert into wrap_ups (franchise, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (franchise, call_id, operator) do update set opened_at = excluded.opened_at, closed_at = excluded.closed_at,
       closed_by = excluded.closed_by, limit_at = excluded.limit_at, warned = excluded.warned, extensions = excluded.extensions`,
    [franchise, lease.callId, lease.operator, lease.openedAtMs, lease.closedAtMs, lease.closedBy, lease.limitAtMs, lease.warned, lease.extensions]);
}

interface Change { before: WrapUpLease; after: WrapUpLease }

async function tell(tx: Queryable, step: WrapUpKey & { action: WrapUpAction }, { before, after }: Change): Promise<void> {
  const { franchise, callId, operator, action: { atMs } } = step;
  const said = { franchise, callId, operator };
  if (after.warned && !before.warned) return say(tx, { kind: 'wrapUpWarning', ...said });
  if (isOpen(after) && !isOpen(before)) await addEntry(tx, { ...said, kind: 'wrapUpOpened', detail: null, atMs });
  if (after.closedBy !== null && before.closedBy === null) {
    await addEntry(tx, { ...said, kind: 'wrapUpClosed', detail: after.closedBy, atMs });
  }
  await say(tx, { kind: 'wrapUp', ...said });
}

function toLease(row: WrapUpRow): WrapUpLease {
  return {
    callId: row.call_id, operator: row.operator, openedAtMs: row.opened_at, closedAtMs: row.closed_at,
    closedBy: row.closed_by, limitAtMs: row.limit_at, warned: row.warned, extensions: row.extensions,
  };
}
