import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Database } from '../database/port';
import { insertCustomers } from '../directory/insert-customers';
import { sampleCustomers } from './customers';

const EACH = 150;

/** Fills an empty customers' table; a database that has any is left alone. Returns how many were added. */
export async function addSampleCustomers(database: Database, { clock, config }: { clock: Clock; config: DeskConfig }): Promise<number> {
  const [any] = await database.query('select 1 from customers limit 1');
  if (any) return 0;
  let added = 0;
  for (const { name, region } of Object.values(config.franchises)) {
    const customers = sampleCustomers(name, EACH).map((customer, index) => ({ ...customer, id: `${name}-${index + 1}` }));
    await insertCustomers(database, customers, { franchise: name, region, nowMs: clock.now() });
    added += customers.length;
  }
  return added;
}
