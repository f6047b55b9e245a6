import type { Scope } from '../config';
import type { Queryable, SqlValue } from '../database/port';
import type { ReadNumber } from '../lookup/number';
import { toHits, type HitRow } from './own-rows';
import type { Found } from './port';

const LOOKED_UP_MOST = 50;
/** A number that more customers share is a switchboard's. */
const COUNTED_MOST = 1_000;

/**
 * Customers by number in one statement, since each round trip costs more than the search itself. Exact numbers
 * first; only without any, those of which one is the end of the other and at least one is no whole number:
 * `123-45-67` and +7 495 123-45-67.
 */
export async function byNumber(db: Queryable, scope: Pick<Scope, 'franchise'>, number: ReadNumber): Promise<Found & { match: 'exact' | 'suffix' }> {
  if (number.digits === '') return { match: 'exact', customers: [], more: 0 };
  const { sql, values } = byNumberStatement(scope, number);
  const rows = await db.query<HitRow & { is_exact: boolean; total: number }>(sql, values);
  const customers = toHits(rows);
  return { match: rows[0]?.is_exact === false ? 'suffix' : 'exact', customers, more: (rows[0]?.total ?? 0) - customers.length };
}

/** The statement alone, for `EXPLAIN` too. */
export function byNumberStatement({ franchise }: Pick<Scope, 'franchise'>, number: ReadNumber): { sql: string; values: SqlValue[] } {
  return { sql: BY_NUMBER, values: [franchise, number.e164, number.tail, number.digits, LOOKED_UP_MOST, COUNTED_MOST] };
}

const BY_NUMBER = `
  with exact as materialized (
    select distinct customer_id from customer_numbers where franchise = $1 and e164 = $2 limit $6
  ), close as materialized (
    select distinct customer_id from customer_numbers
    where franchise = $1 and tail = $3 and not exists (select 1 from exact)
      and ($2::text is null or e164 is null)
      and (right(digits, length($4::text)) = $4 or right($4, length(digits)) = digits)
    limit $6
  ), found as (
    select customer_id, true as is_exact from exact union all select customer_id, false from close
  ), shown as (
    select f.is_exact, c.customer_id, c.name, count(*) over () as total
    from found f join customers c on c.franchise = $1 and c.customer_id = f.customer_id
    order by c.name, c.customer_id limit $5
  )
  select s.is_exact, s.total, s.customer_id, s.name, n.number, n.label, n.e164
  from shown s left join customer_numbers n on n.franchise = $1 and n.customer_id = s.customer_id
  order by s.name, s.customer_id, n.position`;
