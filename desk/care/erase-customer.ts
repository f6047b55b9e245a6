import type { Database } from '../database/port';
import { readNumber } from '../lookup/number';
import { deleteCalls } from './retention';

export interface Erasure { franchise: string; region: string; number?: string; customerId?: string }
export interface ErasureReport { customers: number; calls: number }

/**
 * Deletes the traces of one person in a franchise: the customer with his numbers, also on the lists of those refused or
 * put first, every call from his numbers or with him chosen, and all that was written about them. Whoever shares a number with him loses its calls too.
 * A number alone stands for its customer; throws, and deletes nothing, where several have it.
 */
export async function eraseCustomer(db: Database, asked: Erasure): Promise<ErasureReport> {
  const { franchise } = asked;
  const numbers = new Set<string>();
  if (asked.number !== undefined) numbers.add(readNumber(asked.number, asked.region).e164 ?? asked.number);
  const customerId = asked.customerId ?? await ownerOf(db, franchise, [...numbers]);
  if (customerId !== undefined) {
    const rows = await db.query<{ e164: string | null; number: string }>(
      'select e164, number from customer_numbers where franchise = $1 and customer_id = $2', [franchise, customerId]);
    rows.forEach(({ e164, number }) => numbers.add(e164 ?? number));
  }
  const calls = await db.query<{ call_id: string }>(
    `select call_id from calls where franchise = $1 and (from_number = any($2) or from_raw = any($2))
     union select call_id from choices where franchise = $1 and customer_id = $3`,
    [franchise, [...numbers], customerId ?? '']);
  await deleteCalls(db, franchise, calls.map(({ call_id }) => call_id));
  await db.query('delete from listed_numbers where franchise = $1 and number = any($2)', [franchise, [...numbers]]);
  const deleted = await db.query(
    'delete from customers where franchise = $1 and customer_id = $2 returning customer_id', [franchise, customerId ?? '']);
  return { customers: deleted.length, calls: calls.length };
}

async function ownerOf(db: Database, franchise: string, numbers: readonly string[]): Promise<string | undefined> {
  const owners = await db.query<{ customer_id: string }>(
    'select distinct customer_id from customer_numbers where franchise = $1 and (e164 = any($2) or number = any($2)) order by customer_id', [franchise, numbers]);
  if (owners.length < 2) return owners[0]?.customer_id;
  const ids = owners.map(({ customer_id }) => customer_id).join(', ');
  throw new Error(`${owners.length} customers have this number (${ids}). Say which one is meant: --customer ID.`);
}
