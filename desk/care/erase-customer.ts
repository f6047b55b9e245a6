import type { Database, Queryable } from '../database/port';
import { findPerson, type Asked, type Person } from './person';
import { PLACES, valuesOf } from './places';
import { queueRecords } from './record-removals';

export type Erasure = Asked & { atMs: number };

/** What was deleted, and where. */
export interface ErasureReport {
  customers: number;
  calls: number;
  /** Rows deleted, or freed of the person's number or id, by table. */
  tables: Record<string, number>;
  /** Recordings in the cloud that are to be deleted now. */
  recordings: number;
}

/**
 * Deletes the traces of one person in a franchise: the customer, every call from, to or about any of their numbers, all
 * that was written about those calls, hand-overs to them, their place on lists. Whoever shares a number loses its calls too.
 * In one transaction; what comes late of such a call is not kept.
 */
export async function eraseCustomer(db: Database, asked: Erasure): Promise<ErasureReport & { person: Person }> {
  const person = await findPerson(db, asked);
  return db.transaction(async (tx) => {
    const tables: Record<string, number> = {};
    const count = (table: string, rows: readonly unknown[]): void => { if (rows.length > 0) tables[table] = (tables[table] ?? 0) + rows.length; };
    await tx.query(
      'insert into erased_calls (franchise, call_id, at) select $1, id, $3::bigint from unnest($2::text[]) as c (id) on conflict do nothing',
      [person.franchise, person.callIds, asked.atMs]);
    const recordings = await queueRecords(tx, { ...person, atMs: asked.atMs });
    count('call_events', await forgetHandOvers(tx, person));
    for (const place of PLACES) {
      count(place.table, await tx.query(`delete from ${place.table} where franchise = $1 and ${place.where} returning 1`, [...valuesOf(person, place)]));
    }
    for (const [table, sql] of Object.entries(FREED)) count(table, await tx.query(sql, [person.franchise, person[table === 'presences' ? 'callIds' : 'customerIds']]));
    return { person, customers: tables['customers'] ?? 0, calls: tables['calls'] ?? 0, tables, recordings };
  });
}

/** What stays, since it is another's, without the person's id. */
const FREED: Record<string, string> = {
  saves: 'update saves set customer_id = null where franchise = $1 and customer_id = any($2) returning 1',
  call_entries: `update call_entries set detail = null where franchise = $1 and kind = 'customerChosen' and detail = any($2) returning 1`,
  erp_outbox: `update erp_outbox set body = (body::jsonb || '{"customerId": null}')::text where franchise = $1 and body::jsonb ->> 'customerId' = any($2) returning 1`,
  presences: 'update presences set call_id = null where franchise = $1 and call_id = any($2) returning 1',
};

/** Somebody else's call that was given to the person's number: the number goes out of what its session told. */
async function forgetHandOvers(tx: Queryable, { franchise, numbers, callIds }: Person): Promise<unknown[]> {
  return tx.query(
    `update call_events e set body = jsonb_set(e.body::jsonb, '{to}', '{"number": ""}')::text
     where e.franchise = $1 and e.body::jsonb -> 'to' ->> 'number' = any($2) and not e.call_id = any($3)
       and e.call_id in (select t.call_id from transfers t where t.franchise = $1 and t.to_number = any($2)) returning 1`,
    [franchise, numbers, callIds]);
}
