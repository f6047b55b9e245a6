import { OF_A_CALL } from './retention';
import type { Person } from './person';

/** Where something of a person is kept: rows of a table, by the calls, numbers or customer ids of that person. */
export interface Place { table: string; where: string; by: 'callIds' | 'numbers' | 'customerIds' }

/** In the order in which they can be deleted. One that is missing here is neither erased nor exported. */
export const PLACES: readonly Place[] = [
  ...[...OF_A_CALL, 'call_events', 'calls'].map((table): Place => ({ table, where: 'call_id = any($2)', by: 'callIds' })),
  { table: 'transfers', where: 'to_number = any($2)', by: 'numbers' },
  { table: 'callback_requests', where: 'callback_id in (select call_id from callbacks where franchise = $1 and number = any($2))', by: 'numbers' },
  { table: 'callbacks', where: 'number = any($2)', by: 'numbers' },
  { table: 'listed_numbers', where: 'number = any($2)', by: 'numbers' },
  { table: 'drafts', where: 'customer_id = any($2)', by: 'customerIds' },
  ...['customer_words', 'customer_numbers', 'customers'].map((table): Place => ({ table, where: 'customer_id = any($2)', by: 'customerIds' })),
];

export function valuesOf(person: Person, { by }: Place): [string, readonly string[]] {
  return [person.franchise, person[by]];
}
