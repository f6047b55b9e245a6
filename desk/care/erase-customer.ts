import type { ErasureProtocol } from '../../contracts/desk-persons';
import type { Database, Queryable } from '../database/port';
import { findPerson, lockPersons, type Asked, type Person } from './person';
import { PLACES, valuesOf } from './places';
import { queueRecords } from './record-removals';

export type Erasure = Asked & { atMs: number; requestId?: string };

/** What was deleted in the desk, and how many recordings in the cloud are to be deleted now. */
export type Erased = Pick<ErasureProtocol, 'customers' | 'calls' | 'tables' | 'recordings'> & { person: Person };

/**
 * Deletes the traces of one person in a franchise: the customer, every call from, to or about any of their numbers, all
 * that was written about those calls, hand-overs to them, their place on lists. Whoever shares a number loses its calls too.
 * In one transaction, with what `note` writes of it; what comes late of such a call is not kept.
 */
export async function eraseCustomer(db: Database, asked: Erasure, note?: (tx: Queryable, erased: Erased) => Promise<void>): Promise<Erased> {
  return db.transaction(async (tx) => {
    await lockPersons(tx, asked.franchise);
    const person = await findPerson(tx, asked);
    const tables: Record<string, number> = {};
    const count = (table: string, rows: readonly unknown[]): void => { if (rows.length > 0) tables[table] = (tables[table] ?? 0) + rows.length; };
    await tx.query(
      'insert into erased_calls (franchise, call_id, at) select $1, id, $3::bigint from unnest($2::text[]) as c (id) on conflict do nothing',
      [person.franchise, person.callIds, asked.atMs]);
    const recordings = await queueRecords(tx, { ...person, atMs: asked.atMs, requestId: asked.requestId });
    count('call_events', await forgetHandOvers(tx, person));
    for (const place of PLACES) {
      count(place.table, await tx.query(`delete from ${place.table} where franchise = $1 and ${place.where} returning 1`, [...valuesOf(person, place)]));
    }
    for (const { table, sql, by = 'customerIds' } of FREED) count(table, await tx.query(sql, [person.franchise, person[by]]));
    const erased = { person, customers: tables['customers'] ?? 0, calls: tables['calls'] ?? 0, tables, recordings };
    await note?.(tx, erased);
    return erased;
  });
}

/** What stays, since it is another's, without the person's id. */
const FREED: readonly { table: string; sql: string; by?: 'callIds' | 'numbers' | 'customerIds' }[] = [
  { table: 'saves', sql: 'update saves set customer_id = null where franchise = $1 and customer_id = any($2) returning 1' },
  { table: 'call_entries', sql: `update call_entries set detail = null where franchise = $1 and kind = 'customerChosen' and detail = any($2) returning 1` },
  { table: 'erp_outbox', sql: `update erp_outbox set body = (body::jsonb || '{"customerId": null}')::text where franchise = $1 and body::jsonb ->> 'customerId' = any($2) returning 1` },
  { table: 'presences', sql: 'update presences set call_id = null where franchise = $1 and call_id = any($2) returning 1', by: 'callIds' },
  ...(['numbers', 'customerIds'] as const).map((by) => ({
    table: 'person_requests', by,
    sql: `update person_requests set document = null where franchise = $1 and jsonb_exists_any(document::jsonb -> '${by}', $2) returning 1`,
  })),
];

/** Somebody else's call that was given to the person's number: the number goes out of what its session told. */
async function forgetHandOvers(tx: Queryable, { franchise, numbers, callIds }: Person): Promise<unknown[]> {
  return tx.query(
    `update call_events e set body = jsonb_set(e.body::jsonb, '{to}', '{"number": ""}')::text
     where e.franchise = $1 and e.body::jsonb -> 'to' ->> 'number' = any($2) and not e.call_id = any($3)
       and e.call_id in (select t.call_id from transfers t where t.franchise = $1 and t.to_number = any($2)) returning 1`,
    [franchise, numbers, callIds]);
}
