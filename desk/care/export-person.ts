import type { PersonDocument } from '../../contracts/desk-persons';
import type { Database, Queryable, Row } from '../database/port';
import { findPerson, lockPersons, type Asked } from './person';
import { PLACES, valuesOf } from './places';

/** Credentials, and what repeats other rows. */
const NOT_TOLD = new Set(['access_urls', 'customer_words']);
/** Kept as text, and JSON. */
const JSON_COLUMNS = new Set(['call_events.body', 'erp_outbox.body', 'calls.offers', 'calls.records', 'choices.hit']);

/** All that is kept about one person: what erasing would delete. `keep` writes it down in the same transaction. */
export async function exportPerson(db: Database, asked: Asked, keep?: (tx: Queryable, document: PersonDocument) => Promise<void>): Promise<PersonDocument> {
  return db.transaction(async (tx) => {
    await lockPersons(tx, asked.franchise);
    const document = await describePerson(tx, asked);
    await keep?.(tx, document);
    return document;
  });
}

async function describePerson(db: Queryable, asked: Asked): Promise<PersonDocument> {
  const { franchise, ...person } = await findPerson(db, asked);
  const tables: Record<string, Row[]> = {};
  for (const place of PLACES.filter(({ table }) => !NOT_TOLD.has(table))) {
    const rows = await db.query(`select * from ${place.table} where franchise = $1 and ${place.where}`, [...valuesOf({ franchise, ...person }, place)]);
    const known = new Set(tables[place.table]?.map((row) => JSON.stringify(row)));
    const fresh = rows.map((row) => readable(place.table, row)).filter((row) => !known.has(JSON.stringify(row)));
    if (fresh.length > 0) tables[place.table] = [...(tables[place.table] ?? []), ...fresh];
  }
  return { franchise, customerIds: person.customerIds, numbers: person.numbers, tables };
}

function readable(table: string, row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => {
    return [name, JSON_COLUMNS.has(`${table}.${name}`) && typeof value === 'string' ? JSON.parse(value) as unknown : value];
  }));
}
