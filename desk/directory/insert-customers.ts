import type { Database } from '../database/port';
import { foldName } from './fold-name';
import { insertNumbers } from './insert-numbers';
import { READING, toNumberRows } from './number-rows';

export interface NewCustomer {
  id: string;
  name: string;
  note: string;
  numbers: readonly { number: string; label: string | null }[];
}
interface Place { franchise: string; region: string; nowMs: number }

/** What nobody will be found by, and whose it is. */
export interface Unread { id: string; unread: string[] }

const AT_ONCE = 1_000;

/** Many customers at once, for imports and samples; ids must be new. Reports the numbers that cannot be read. */
export async function insertCustomers(database: Database, customers: readonly NewCustomer[], place: Place): Promise<Unread[]> {
  const report: Unread[] = [];
  for (let start = 0; start < customers.length; start += AT_ONCE) {
    const some = customers.slice(start, start + AT_ONCE);
    const read = some.map(({ id, numbers }) => ({ id, ...toNumberRows(numbers, place.region) }));
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at, reading)
         select $1, id, name, folded, note, 1, $2::bigint, $7::integer from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as t(id, name, folded, note)`,
        [place.franchise, place.nowMs, some.map(({ id }) => id), some.map(({ name }) => name), some.map(({ name }) => foldName(name)), some.map(({ note }) => note), READING]);
      await insertNumbers(tx, place.franchise, read.flatMap(({ id, rows }) => rows.map((row, index) => ({ ...row, customerId: id, position: index + 1 }))));
    });
    report.push(...read.filter(({ unread }) => unread.length > 0).map(({ id, unread }) => ({ id, unread })));
  }
  return report;
}
