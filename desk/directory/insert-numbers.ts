import type { Queryable } from '../database/port';
import type { NumberRow } from './number-rows';

export interface PlacedNumber extends NumberRow { customerId: string; position: number }

/** Of many customers of a franchise in one statement. */
export async function insertNumbers(tx: Queryable, franchise: string, rows: readonly PlacedNumber[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into customer_numbers (franchise, customer_id, position, number, label, e164, digits, tail)
     select $1, customer_id, position, number, label, e164, digits, tail from json_populate_recordset(null::customer_numbers, $2::json)`,
    [franchise, JSON.stringify(rows.map(({ customerId, ...row }) => ({ ...row, customer_id: customerId })))]);
}
