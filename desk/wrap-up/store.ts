import type { WrapUpClose } from '../../contracts/desk-wrap-up';
import type { DeskConfig, Scope } from '../config';
import { lockKeys, type Queryable } from '../database/port';
import { addEntries, type Entry } from '../journal/entries';
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

/** `forget`: one that was closed before `atMs` belongs to an earlier talk of the same two. */
export type StoredAction = WrapUpAction | { kind: 'forget'; atMs: number };
export type StoredStep = WrapUpKey & { action: StoredAction };

/** One step of the stored lease; tells all pages and the timeline where it changed something. */
export async function stepStored(tx: Queryable, step: StoredStep, config: DeskConfig): Promise<WrapUpLease> {
  await lockKeys(tx, [lockName(step)]);
  const [lease] = await carryOut(tx, [step], { config });
  return lease ?? newWrapUp(step.callId, step.operator);
}

/** As `stepStored`, where the caller holds the lock and has something of his own for the timeline. */
export async function stepUnderLock(tx: Queryable, step: StoredStep, { config, noted }: { config: DeskConfig; noted: Entry }): Promise<WrapUpLease> {
  const [lease] = await carryOut(tx, [step], { config, noted: [noted] });
  return lease ?? newWrapUp(step.callId, step.operator);
}

/** Many steps, in their order, of as many leases, in a few statements. */
export async function stepAllStored(tx: Queryable, steps: readonly StoredStep[], config: DeskConfig): Promise<void> {
  if (steps.length === 0) return;
  await lockKeys(tx, steps.map(lockName));
  await carryOut(tx, steps, { config });
}

export function lockName({ franchise, callId, operator }: WrapUpKey): string {
  return `wrap-up ${franchise} ${callId} ${operator}`;
}

/** The lease after each step. */
async function carryOut(
  tx: Queryable, steps: readonly StoredStep[], { config, noted = [] }: { config: DeskConfig; noted?: readonly Entry[] },
): Promise<WrapUpLease[]> {
  const stored = await readLeases(tx, steps);
  const changes = new Map<string, WrapUpKey & { lease: WrapUpLease; isNew: boolean }>();
  const entries: Entry[] = [...noted];
  const leases: WrapUpLease[] = [];
  for (const step of steps) {
    const name = lockName(step);
    const before = stored.get(name) ?? newWrapUp(step.callId, step.operator);
    const after = stepAny(before, step.action, wrapUpRules(config, step.franchise));
    leases.push(after);
    if (after === before) continue;
    stored.set(name, after);
    changes.set(name, { ...step, lease: after, isNew: step.action.kind === 'forget' });
    if (step.action.kind !== 'forget') entries.push(...(await tell(tx, step, { before, after })));
  }
  await write(tx, [...changes.values()]);
  await addEntries(tx, entries);
  return leases;
}

function stepAny(lease: WrapUpLease, action: StoredAction, rules: WrapUpRules): WrapUpLease {
  if (action.kind !== 'forget') return stepWrapUp(lease, action, rules);
  return lease.closedAtMs !== null && lease.closedAtMs < action.atMs ? newWrapUp(lease.callId, lease.operator) : lease;
}

async function readLeases(tx: Queryable, keys: readonly WrapUpKey[]): Promise<Map<string, WrapUpLease>> {
  const rows = await tx.query<WrapUpRow & { franchise: string }>(
    `select w.franchise, ${COLUMNS.split(', ').map((column) => `w.${column}`).join(', ')}
     from json_to_recordset($1::json) as k (franchise text, call_id text, operator text)
     cross join lateral (select * from wrap_ups where franchise = k.franchise and call_id = k.call_id and operator = k.operator limit 1) w`,
    [JSON.stringify(keys.map(({ franchise, callId, operator }) => ({ franchise, call_id: callId, operator })))]);
  return new Map(rows.map((row) => [lockName({ franchise: row.franchise, callId: row.call_id, operator: row.operator }), toLease(row)]));
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

/** Leases with a limit or a warning due; of all franchises, for the desk's own clock only. */
export async function dueWrapUps(db: Queryable, { nowMs, longestWarnMs }: { nowMs: number; longestWarnMs: number }): Promise<WrapUpKey[]> {
  const rows = await db.query<{ franchise: string; call_id: string; operator: string }>(
    `select franchise, call_id, operator from wrap_ups
     where closed_at is null and (limit_at <= $1 or (not warned and limit_at <= $2)) limit 500`,
    [nowMs, nowMs + longestWarnMs]);
  return rows.map(({ franchise, call_id, operator }) => ({ franchise, callId: call_id, operator }));
}

async function write(tx: Queryable, changes: readonly (WrapUpKey & { lease: WrapUpLease; isNew: boolean })[]): Promise<void> {
  const forgotten = changes.filter(({ isNew }) => isNew);
  if (forgotten.length > 0) {
    await tx.query(
      `delete from wrap_ups w using json_to_recordset($1::json) as k (franchise text, call_id text, operator text)
       where w.franchise = k.franchise and w.call_id = k.call_id and w.operator = k.operator`,
      [JSON.stringify(forgotten.map(({ franchise, callId, operator }) => ({ franchise, call_id: callId, operator })))]);
  }
  const kept = changes.filter(({ isNew }) => !isNew);
  if (kept.length === 0) return;
  await tx.query(
    `insert into wrap_ups (franchise, ${COLUMNS}) select franchise, ${COLUMNS} from json_populate_recordset(null::wrap_ups, $1::json)
     on conflict (franchise, call_id, operator) do update set opened_at = excluded.opened_at, closed_at = excluded.closed_at,
       closed_by = excluded.closed_by, limit_at = excluded.limit_at, warned = excluded.warned, extensions = excluded.extensions`,
    [JSON.stringify(kept.map(({ franchise, lease }) => toRow(franchise, lease)))]);
}

interface Change { before: WrapUpLease; after: WrapUpLease }

/** Says it to the pages; gives what the timeline is to show. */
async function tell(tx: Queryable, step: StoredStep, { before, after }: Change): Promise<Entry[]> {
  const { franchise, callId, operator, action: { atMs } } = step;
  const said = { franchise, callId, operator };
  if (after.warned && !before.warned) {
    await say(tx, { kind: 'wrapUpWarning', ...said });
    return [];
  }
  await say(tx, { kind: 'wrapUp', ...said });
  return [
    ...(isOpen(after) && !isOpen(before) ? [{ ...said, kind: 'wrapUpOpened' as const, detail: null, atMs }] : []),
    ...(after.closedBy !== null && before.closedBy === null ? [{ ...said, kind: 'wrapUpClosed' as const, detail: after.closedBy, atMs }] : []),
  ];
}

function toRow(franchise: string, lease: WrapUpLease): WrapUpRow & { franchise: string } {
  return {
    franchise, call_id: lease.callId, operator: lease.operator, opened_at: lease.openedAtMs, closed_at: lease.closedAtMs,
    closed_by: lease.closedBy, limit_at: lease.limitAtMs, warned: lease.warned, extensions: lease.extensions,
  };
}

function toLease(row: WrapUpRow): WrapUpLease {
  return {
    callId: row.call_id, operator: row.operator, openedAtMs: row.opened_at, closedAtMs: row.closed_at,
    closedBy: row.closed_by, limitAtMs: row.limit_at, warned: row.warned, extensions: row.extensions,
  };
}
