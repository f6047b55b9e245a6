import type { Database } from '../database/port';
import { readNumber, SHORTEST_SEARCHED } from '../lookup/number';
import { foldName } from './fold-name';

export interface NewCustomer {
  id: string;
  name: string;
  note: string;
  numbers: readonly { number: string; label: string | null }[];
}
interface Place { franchise: string; region: string; nowMs: number }

const AT_ONCE = 1_000;

/** Many customers at once, for imports and samples; ids must be new. */
export async function insertCustomers(database: Database, customers: readonly NewCustomer[], place: Place): Promise<void> {
  for (let start = 0; start < customers.length; start += AT_ONCE) {
    const some = customers.slice(start, start + AT_ONCE);
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at)
         select $1, id, name, folded, note, 1, $2::bigint from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as t(id, name, folded, note)`,
        [place.franchise, place.nowMs, some.map(({ id }) => id), some.map(({ name }) => name), some.map(({ name }) => foldName(name)), some.map(({ note }) => note)]);
      const rows = some.flatMap((customer) => customer.numbers.map((number, index) => toRow(customer.id, { ...number, index, region: place.region })));
      await tx.query(
        `insert into customer_numbers (franchise, customer_id, position, number, label, e164, digits, tail)
         select $1, id, position::integer, number, nullif(label, ''), nullif(e164, ''), digits, tail
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as t(id, position, number, label, e164, digits, tail)`,
        [place.franchise, ...columns(rows)]);
    });
  }
}

interface NumberRow { id: string; position: string; number: string; label: string; e164: string; digits: string; tail: string }

function toRow(id: string, { number, label, index, region }: { number: string; label: string | null; index: number; region: string }): NumberRow {
  const read = readNumber(number, region);
  return {
    id, position: String(index + 1), number, label: label ?? '', e164: read.e164 ?? '', digits: read.digits,
    tail: read.tail.padEnd(SHORTEST_SEARCHED, '-'),
  };
}

function columns(rows: readonly NumberRow[]): string[][] {
  const names = ['id', 'position', 'number', 'label', 'e164', 'digits', 'tail'] as const;
  return names.map((name) => rows.map((row) => row[name]));
}
