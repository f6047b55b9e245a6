import type { CustomerHit } from '../../contracts/desk-customers';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import type { Directory } from '../directory/port';
import { hitsOf } from '../directory/own-rows';

/** Customers by number, as far as the source knows them at once. */
export type CustomersOf = (scope: Scope, numbers: readonly string[]) => Promise<ReadonlyMap<string, CustomerHit>>;

/** Only a number that one customer has gets his name (R31); an ERP is not asked for a whole list. */
export function createCustomersOf(db: Database, directory: (scope: Scope) => Directory): CustomersOf {
  return async (scope, numbers) => {
    if (numbers.length === 0 || directory(scope).source === 'erp') return new Map();
    const rows = await db.query<{ e164: string; customer_id: string }>(
      `select e164, min(customer_id) as customer_id from customer_numbers
       where franchise = $1 and e164 = any($2) group by e164 having count(distinct customer_id) = 1`,
      [scope.franchise, [...new Set(numbers)]]);
    const hits = new Map((await hitsOf(db, scope, rows.map(({ customer_id }) => customer_id))).map((hit) => [hit.id, hit]));
    return new Map(rows.flatMap(({ e164, customer_id }) => {
      const hit = hits.get(customer_id);
      return hit ? [[e164, hit] as const] : [];
    }));
  };
}
