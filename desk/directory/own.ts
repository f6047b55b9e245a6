import { randomUUID } from 'node:crypto';
import type { CustomerDraft } from '../../contracts/desk-customers';
import type { Clock } from '../clock';
import type { DeskConfig, Scope } from '../config';
import type { Database, Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { readNumber, SHORTEST_SEARCHED } from '../lookup/number';
import { foldName } from './fold-name';
import { byNumber } from './own-look-up';
import { searchIds } from './own-search';
import { hitsOf, type CustomerRow } from './own-rows';
import type { Directory } from './port';

const NUMBERS_MOST = 20;

/** Customers in the desk's own tables. */
export function createOwnDirectory({ db, clock, config }: { db: Database; clock: Clock; config: DeskConfig }): Directory {
  const regionOf = (scope: Scope): string => config.franchises[scope.franchise]?.region ?? 'RU';
  return {
    source: 'own',
    byNumber: (scope, number) => byNumber(db, scope, number),
    search: async (scope, query, limit) => hitsOf(db, scope, await searchIds(db, scope, { query, limit, region: regionOf(scope) })),
    hit: async (scope, customerId) => (await hitsOf(db, scope, [customerId]))[0],
    customer: async (scope, customerId) => {
      const [hit] = await hitsOf(db, scope, [customerId]);
      const [row] = await db.query<CustomerRow>(
        'select note, version from customers where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
      return hit && row && { ...hit, note: row.note, version: row.version };
    },
    create: (scope, draft) => db.transaction((tx) => create(tx, scope, { ...draft, nowMs: clock.now(), region: regionOf(scope) })),
    edit: (scope, customerId, draft) => db.transaction(async (tx) => {
      await bump(tx, scope, { customerId, ...draft });
      await tx.query('delete from customer_numbers where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
      await addNumbers(tx, scope, { customerId, numbers: draft.numbers, region: regionOf(scope), after: 0 });
    }),
    attach: (scope, customerId, number) => db.transaction((tx) => attach(tx, scope, { customerId, number, region: regionOf(scope) })),
    refresh: async (scope, kept) => hitsOf(db, scope, kept.map(({ id }) => id)),
    creationUrl: async () => null,
  };
}

async function create(tx: Queryable, scope: Scope, draft: CustomerDraft & { saveId: string; nowMs: number; region: string }): Promise<string> {
  const customerId = randomUUID();
  const [added] = await tx.query(
    `insert into customers (franchise, customer_id, save_id, name, name_folded, note, version, created_at)
     values ($1, $2, $3, $4, $5, $6, 1, $7) on conflict (franchise, save_id) do nothing returning customer_id`,
    [scope.franchise, customerId, draft.saveId, draft.name, foldName(draft.name), draft.note ?? '', draft.nowMs]);
  if (added) {
    await addNumbers(tx, scope, { customerId, numbers: draft.numbers, region: draft.region, after: 0 });
    return customerId;
  }
  const [earlier] = await tx.query<{ customer_id: string }>(
    'select customer_id from customers where franchise = $1 and save_id = $2', [scope.franchise, draft.saveId]);
  if (!earlier) throw new ApiError('conflict', 'The customer of this save was deleted meanwhile.');
  return earlier.customer_id;
}

async function bump(tx: Queryable, scope: Scope, edit: CustomerDraft & { customerId: string; version: number }): Promise<void> {
  const [changed] = await tx.query(
    `update customers set name = $4, name_folded = $5, note = coalesce($6, note), version = version + 1
     where franchise = $1 and customer_id = $2 and version = $3 returning version`,
    [scope.franchise, edit.customerId, edit.version, edit.name, foldName(edit.name), edit.note ?? null]);
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
  const read = readNumber(number.number, region);
  if (kept.some((row) => (read.digits !== '' ? row.digits === read.digits : row.number === number.number))) return;
  if (kept.length >= NUMBERS_MOST) throw new ApiError('bad-request', `A customer has at most ${NUMBERS_MOST} numbers.`);
  const after = Math.max(0, ...kept.map(({ position }) => position));
  await addNumbers(tx, scope, { customerId, numbers: [number], region, after });
  await tx.query('update customers set version = version + 1 where franchise = $1 and customer_id = $2', [scope.franchise, customerId]);
}

interface Numbers { customerId: string; numbers: CustomerDraft['numbers']; region: string; after: number }

async function addNumbers(tx: Queryable, scope: Scope, { customerId, numbers, region, after }: Numbers): Promise<void> {
  for (const [index, { number, label }] of numbers.entries()) {
    const read = readNumber(number, region);
    await tx.query(
      `insert into customer_numbers (franchise, customer_id, position, number, label, e164, digits, tail)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [scope.franchise, customerId, after + index + 1, number, label ?? null, read.e164, read.digits, read.tail.padEnd(SHORTEST_SEARCHED, '-')]);
  }
}

function noSuchCustomer(): ApiError {
  return new ApiError('not-found', 'There is no such customer.');
}
