import type { ListedNumber, NumberList } from '../../contracts/desk-callers';
import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { iso } from '../iso';
import type { CustomersOf } from './customers-of';

interface ListedRow extends Record<string, unknown> { number: string; list: NumberList; note: string; operator: string; at: number }
const MOST = 1_000;

export async function listNumbers(db: Queryable, scope: Scope, customersOf: CustomersOf): Promise<ListedNumber[]> {
  const rows = await db.query<ListedRow>(
    'select number, list, note, operator, at from listed_numbers where franchise = $1 order by at desc, number limit $2', [scope.franchise, MOST]);
  const customers = await customersOf(scope, rows.map(({ number }) => number));
  return rows.map((row) => ({ ...toListed(row), customer: customers.get(row.number) ?? null }));
}

/** A number is on one list at most: the last word counts. */
export async function putNumber(
  db: Queryable, scope: Scope, put: { number: string; list: NumberList; note: string; atMs: number },
): Promise<ListedNumber> {
  const { number, list, note, atMs } = put;
  await db.query(
    `insert into listed_numbers (franchise, number, list, note, operator, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (franchise, number) do update
       set list = excluded.list, note = excluded.note, operator = excluded.operator, at = excluded.at`,
    [scope.franchise, number, list, note, scope.operator, atMs]);
  return { ...toListed({ number, list, note, operator: scope.operator, at: atMs }), customer: null };
}

export async function removeNumber(db: Queryable, { franchise }: Pick<Scope, 'franchise'>, number: string): Promise<void> {
  await db.query('delete from listed_numbers where franchise = $1 and number = $2', [franchise, number]);
}

function toListed({ number, list, note, operator, at }: ListedRow): Omit<ListedNumber, 'customer'> {
  return { number, list, note, by: operator, at: iso(at) };
}
