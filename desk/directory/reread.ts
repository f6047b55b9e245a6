import type { Caretaker } from '../care/caretaker';
import { Job } from '../care/job';
import type { Clock } from '../clock';
import { regionOf, type DeskConfig } from '../config';
import type { Database, Queryable } from '../database/port';
import type { Log } from '../http/log';
import { foldName } from './fold-name';
import { insertNumbers } from './insert-numbers';
import { READING, toNumberRows, type NumberRow } from './number-rows';

const EVERY_MS = 1_000;
const AT_ONCE = 500;

interface Kept extends Record<string, unknown> { franchise: string; customer_id: string; name: string; numbers: NumberRow[] | null }
interface Place { franchise: string; customerId: string }

interface Parts { db: Database; clock: Clock; config: DeskConfig; log: Log; jobs: Job[] }

/** Customers whom an earlier desk stored are read anew, in the background, some at a time, once. */
export function createReread(parts: Parts): Caretaker {
  const { db, config } = parts;
  let place: Place | null = { franchise: '', customerId: '' };
  let stopped = false;
  const work = async (): Promise<void> => {
    while (place !== null && !stopped) {
      const from: Place = place;
      place = await db.transaction((tx) => rereadSome(tx, config, from));
    }
  };
  const job = new Job({ name: 'names-and-numbers', everyMs: EVERY_MS, work }, parts);
  parts.jobs.push(job);
  return {
    tick: () => job.run(),
    start: () => job.start(),
    stop: () => {
      stopped = true;
      return job.stop();
    },
  };
}

/** Where to go on; null: everybody was seen. */
async function rereadSome(tx: Queryable, config: DeskConfig, from: Place): Promise<Place | null> {
  const kept = await tx.query<Kept>(
    `select c.franchise, c.customer_id, c.name, (
       select json_agg(json_build_object('number', n.number, 'label', n.label, 'e164', n.e164, 'digits', n.digits, 'tail', n.tail) order by n.position)
       from customer_numbers n where n.franchise = c.franchise and n.customer_id = c.customer_id) as numbers
     from customers c where (c.franchise, c.customer_id) > ($1, $2) and c.reading < $3
     order by c.franchise, c.customer_id limit $4 for update skip locked`, [from.franchise, from.customerId, READING, AT_ONCE]);
  for (const { franchise, customer_id: customerId, numbers } of kept) {
    const { rows } = toNumberRows(numbers ?? [], regionOf(config, franchise));
    if (JSON.stringify(rows) === JSON.stringify(numbers ?? [])) continue;
    await tx.query('delete from customer_numbers where franchise = $1 and customer_id = $2', [franchise, customerId]);
    await insertNumbers(tx, franchise, rows.map((row, index) => ({ ...row, customerId, position: index + 1 })));
  }
  const last = kept.at(-1);
  if (!last) return null;
  await tx.query(
    `update customers c set name_folded = k.folded, reading = $2
     from json_to_recordset($1::json) as k (franchise text, customer_id text, folded text)
     where c.franchise = k.franchise and c.customer_id = k.customer_id`,
    [JSON.stringify(kept.map(({ franchise, customer_id, name }) => ({ franchise, customer_id, folded: foldName(name) }))), READING]);
  return { franchise: last.franchise, customerId: last.customer_id };
}
