import type { CustomerHit } from '../../contracts/desk-customers';
import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { shownName } from './shown-name';

export interface CustomerRow extends Record<string, unknown> { note: string; version: number }
export interface HitRow extends Record<string, unknown> {
  customer_id: string; name: string; number: string | null; label: string | null; e164: string | null;
}

/** Customers of this franchise by id, by name; unknown ids are left out. */
export async function hitsOf(db: Queryable, { franchise }: Scope, ids: readonly string[]): Promise<CustomerHit[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<HitRow>(
    `select c.customer_id, c.name, n.number, n.label, n.e164
     from customers c left join customer_numbers n on n.franchise = c.franchise and n.customer_id = c.customer_id
     where c.franchise = $1 and c.customer_id = any($2) order by c.name, c.customer_id, n.position`, [franchise, ids]);
  return toHits(rows);
}

/** One hit per customer, in the rows' order. */
export function toHits(rows: readonly HitRow[]): CustomerHit[] {
  const hits = new Map<string, CustomerHit>();
  for (const row of rows) {
    const hit = hits.get(row.customer_id) ?? { id: row.customer_id, name: shownName(row.name), numbers: [], pageUrl: null };
    if (row.number !== null) hit.numbers.push({ number: row.e164 ?? row.number, label: row.label });
    hits.set(row.customer_id, hit);
  }
  return [...hits.values()];
}
