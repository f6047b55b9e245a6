import type { TransferState, TransferView, TransferWhy } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { DeskConfig } from '../config';
import type { Queryable } from '../database/port';
import { isLive, openTransfer, reservedOperator, stepTransfer, type TransferAction, type TransferLease } from '../lease/transfer';
import { say } from '../live/bus';

export interface TransferKey { franchise: string; transferId: string }

interface TransferRow extends Record<string, unknown> {
  transfer_id: string; call_id: string; operator: string; mode: TransferMode; to_operator: string | null; to_number: string | null;
  state: TransferState; why: TransferWhy | null; ends_at: number | null;
}
const COLUMNS = 'transfer_id, call_id, operator, mode, to_operator, to_number, state, why, ends_at';

export interface NewTransfer { transferId: string; callId: string; operator: string; mode: TransferMode; to: TransferTarget; atMs: number }

/** Opens one, or gives back the one of this id. Null: this call is being handed over already. */
export async function openStored(tx: Queryable, franchise: string, started: NewTransfer): Promise<TransferLease | null> {
  await lock(tx, franchise);
  const known = await readTransfer(tx, { franchise, transferId: started.transferId });
  if (known) return known.callId === started.callId && known.operator === started.operator ? known : null;
  const [other] = await tx.query(
    'select 1 from transfers where franchise = $1 and call_id = $2 and live', [franchise, started.callId]);
  if (other) return null;
  const isFree = 'operator' in started.to && await isColleagueFree(tx, franchise, started.to.operator);
  const lease = openTransfer({ ...started, isFree });
  await tx.query(
    `insert into transfers (franchise, ${COLUMNS}, opened_at, live) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [franchise, ...columnsOf(lease), started.atMs, isLive(lease)]);
  await tell(tx, franchise, lease);
  return lease;
}

/** One step of the stored lease; undefined where there is none. Tells both pages where it changed something. */
export async function stepStoredTransfer(tx: Queryable, { franchise, transferId }: TransferKey, action: TransferAction): Promise<TransferLease | undefined> {
  await lock(tx, franchise);
  const before = await readTransfer(tx, { franchise, transferId });
  if (!before) return undefined;
  const after = stepTransfer(before, action);
  if (after === before) return before;
  await tx.query(
    'update transfers set state = $3, why = $4, ends_at = $5, live = $6 where franchise = $1 and transfer_id = $2',
    [franchise, transferId, after.state, after.why, after.endsAtMs, isLive(after)]);
  await tell(tx, franchise, after);
  return after;
}

/** The one attempt of this call that is not over. */
export async function liveTransferOf(tx: Queryable, { franchise, callId }: { franchise: string; callId: string }): Promise<TransferLease | undefined> {
  const [row] = await tx.query<TransferRow>(
    `select ${COLUMNS} from transfers where franchise = $1 and call_id = $2 and live`, [franchise, callId]);
  return row && toLease(row);
}

/** All in which this operator has a part, as giver or as colleague. */
export async function liveTransfersWith(db: Queryable, { franchise, operator }: { franchise: string; operator: string }): Promise<TransferLease[]> {
  const rows = await db.query<TransferRow>(
    `select ${COLUMNS} from transfers where franchise = $1 and (operator = $2 or to_operator = $2) and live`, [franchise, operator]);
  return rows.map(toLease);
}

export async function readTransfer(db: Queryable, { franchise, transferId }: TransferKey): Promise<TransferLease | undefined> {
  const [row] = await db.query<TransferRow>(
    `select ${COLUMNS} from transfers where franchise = $1 and transfer_id = $2`, [franchise, transferId]);
  return row && toLease(row);
}

/** Who of a franchise is kept for somebody's caller. */
export async function reservedOperators(db: Queryable, franchise: string): Promise<Set<string>> {
  const rows = await db.query<TransferRow>(`select ${COLUMNS} from transfers where franchise = $1 and live`, [franchise]);
  return new Set(rows.flatMap((row) => reservedOperator(toLease(row)) ?? []));
}

/** Those whose time is up; of all franchises, for the desk's own clock only. */
export async function dueTransfers(db: Queryable, nowMs: number): Promise<TransferKey[]> {
  const rows = await db.query<{ franchise: string; transfer_id: string }>(
    'select franchise, transfer_id from transfers where live and ends_at <= $1 limit 500', [nowMs]);
  return rows.map(({ franchise, transfer_id }) => ({ franchise, transferId: transfer_id }));
}

export function viewTransfer(lease: TransferLease, nowMs: number, config: DeskConfig): TransferView {
  const { transferId, callId, operator, mode, to, state, why, endsAtMs } = lease;
  const nameOf = (user: string): string => config.operators[user]?.displayName ?? user;
  return {
    transferId, callId, by: operator, byName: nameOf(operator), mode, to,
    toName: 'operator' in to ? nameOf(to.operator) : to.number,
    state, why, endsInMs: endsAtMs === null ? null : Math.max(0, endsAtMs - nowMs),
  };
}

/** Two who want the same colleague at once wait for each other. */
async function lock(tx: Queryable, franchise: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`transfers ${franchise}`]);
}

async function isColleagueFree(tx: Queryable, franchise: string, operator: string): Promise<boolean> {
  const [present] = await tx.query(
    `select 1 from presences where franchise = $1 and operator = $2 and presence = 'ready'`, [franchise, operator]);
  return present !== undefined && !(await reservedOperators(tx, franchise)).has(operator);
}

async function tell(tx: Queryable, franchise: string, { transferId, operator, to }: TransferLease): Promise<void> {
  await say(tx, { kind: 'transfer', franchise, operator, transferId });
  if ('operator' in to && to.operator !== operator) await say(tx, { kind: 'transfer', franchise, operator: to.operator, transferId });
}

function columnsOf(lease: TransferLease) {
  return [
    lease.transferId, lease.callId, lease.operator, lease.mode,
    'operator' in lease.to ? lease.to.operator : null, 'number' in lease.to ? lease.to.number : null,
    lease.state, lease.why, lease.endsAtMs,
  ];
}

function toLease(row: TransferRow): TransferLease {
  return {
    transferId: row.transfer_id, callId: row.call_id, operator: row.operator, mode: row.mode,
    to: row.to_operator === null ? { number: row.to_number ?? '' } : { operator: row.to_operator },
    state: row.state, why: row.why, endsAtMs: row.ends_at,
  };
}
