import { randomUUID } from 'node:crypto';
import type { CustomerDraft } from '../../contracts/desk-customers';
import { CUSTOMER_NUMBERS_MOST } from '../../contracts/text';
import type { Clock } from '../clock';
import { regionOf, type DeskConfig, type Scope } from '../config';
import type { Database, Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { foldName } from './fold-name';
import { insertNumbers } from './insert-numbers';
import { READING, toNumberRows, type NumberRow } from './number-rows';
import { byNumber } from './own-look-up';
import { searchIds } from './own-search';
import { hitsOf, type CustomerRow } from './own-rows';
import type { Directory } from './port';

/** Customers in the desk's own tables. */
export function createOwnDirectory({ db, clock, config }: { db: Database; clock: Clock; config: DeskConfig }): Directory {
  return {
    source: 'own',
    byNumber: (scope, number) => byNumber(db, scope, number),
    search: async (scope, query, limit) => {
      const { ids, more } = await searchIds(db, scope, { query, limit, region: regionOf(config, scope.franchise) });
      const hits = new Map((await hitsOf(db, scope, ids)).map((hit) => [hit.id, hit]));
      return { customers: ids.flatMap((id) => hits.get(id) ?? []), more };
    },
    hit: async (scope, customerId) => (await hitsOf(db, scope, [customerId]))[0],
    customer: async (scope, customerId) => {
      const [hit] = await hitsOf(db, scope, [customerId]);
      const [row] = await db.query<CustomerRow>(
        'select note, version from customers where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
      return hit && row && { ...hit, note: row.note, version: row.version };
    },
    create: (scope, draft) => db.transaction((tx) => create(tx, scope, { ...draft, nowMs: clock.now(), region: regionOf(config, scope.franchise) })),
    edit: (scope, customerId, draft) => db.transaction(async (tx) => {
      const rows = numberRows(draft, regionOf(config, scope.franchise));
      await bump(tx, scope, { customerId, ...draft });
      await tx.query('delete from customer_numbers where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
      await addNumbers(tx, scope, { customerId, rows, after: 0 });
    }),
    attach: (scope, customerId, number) => db.transaction((tx) => attach(tx, scope, { customerId, number, region: regionOf(config, scope.franchise) })),
    refresh: async (scope, kept) => hitsOf(db, scope, kept.map(({ id }) => id)),
    creationUrl: async () => null,
  };
}

async function create(tx: Queryable, scope: Scope, draft: CustomerDraft & { saveId: string; nowMs: number; region: string }): Promise<string> {
  const customerId = randomUUID();
  const rows = numberRows(draft, draft.region);
  const [added] = await tx.query(
    `insert into customers (franchise, customer_id, save_id, name, name_folded, note, version, created_at, reading)
     values ($1, $2, $3, $4, $5, $6, 1, $7, $8) on conflict (franchise, save_id) do nothing returning customer_id`,
    [scope.franchise, customerId, draft.saveId, draft.name, foldName(draft.name), draft.note ?? '', draft.nowMs, READING]);
  if (added) {
    await addNumbers(tx, scope, { customerId, rows, after: 0 });
    return customerId;
  }
  const [earlier] = await tx.query<{ customer_id: string }>(
    'select customer_id from customers where franchise = $1 and save_id = $2', [scope.franchise, draft.saveId]);
  if (!earlier) throw new ApiError('conflict', 'The customer of this save was deleted meanwhile.');
  return earlier.customer_id;
}

async function bump(tx: Queryable, scope: Scope, edit: CustomerDraft & { customerId: string; version: number }): Promise<void> {
  const [changed] = await tx.query(
    `update customers set name = $4, name_folded = $5, note = coalesce($6, note), version = version + 1, reading = $7
     where franchise = $1 and customer_id = $2 and version = $3 returning version`,
    [scope.franchise, edit.customerId, edit.version, edit.name, foldName(edit.name), edit.note ?? null, READING]);
  if (changed) return;
  const [exists] = await tx.query('select 1 from customers where franchise = $1 and customer_id = $2', [scope.franchise, edit.customerId]);
  throw exists ? new ApiError('conflict', 'Somebody else changed this customer meanwhile.') : noSuchCustomer();
}

interface Attach { customerId: string; number: { number: string; label: string | null }; region: string }

/** Idempotent: a number the customer has already is not added again. */
async function attach(tx: Queryable, scope: Scope, { customerId, number, region }: Attach): Promise<void> {
  const [customer] = await tx.query(
    'select version from customers where franchise = $1 and customer_id = $2 for update', [scope.franchise, customerId]);
  if (!customer) throw noSuchCustomer();
  const kept = await tx.query<{ digits: string; number: string; position: number }>(
    'select digits, number, position from customer_numbers where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
  const rows = toNumberRows([number], region).rows
    .filter((row) => !kept.some((other) => (row.digits !== '' ? other.digits === row.digits : other.number === row.number)));
  if (rows.length === 0) return;
  if (kept.length + rows.length > CUSTOMER_NUMBERS_MOST) throw tooManyNumbers();
  const after = Math.max(0, ...kept.map(({ position }) => position));
  await addNumbers(tx, scope, { customerId, rows, after });
  await tx.query('update customers set version = version + 1 where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
}

/** Several numbers in one field count as several. */
function numberRows({ numbers }: CustomerDraft, region: string): NumberRow[] {
  const { rows } = toNumberRows(numbers, region);
  if (rows.length > CUSTOMER_NUMBERS_MOST) throw tooManyNumbers();
  return rows;
}

interface Numbers { customerId: string; rows: readonly NumberRow[]; after: number }

async function addNumbers(tx: Queryable, scope: Scope, { customerId, rows, after }: Numbers): Promise<void> {
  await insertNumbers(tx, scope.franchise, rows.map((row, index) => ({ ...row, customerId, position: after + index + 1 })));
}

function tooManyNumbers(): ApiError {
  return new ApiError('bad-request', `A customer has at most ${CUSTOMER_NUMBERS_MOST} numbers.`);
}

function noSuchCustomer(): ApiError {
  return new ApiError('not-found', 'There is no such customer.');
}
