import { Mistake } from '../../contracts/desk-failures';
import { lockKeys, type Queryable } from '../database/port';
import { byNumber } from '../directory/own-look-up';
import { readField, type ReadNumber } from '../lookup/number';

export interface Asked { franchise: string; region: string; number?: string; customerId?: string }

/** All that the desk knows one person by. */
export interface Person {
  franchise: string;
  customerIds: string[];
  /** As they stand in the tables, in whatever notation. */
  numbers: string[];
  callIds: string[];
}

/** Of one franchise, persons are gone over one after the other: what is being erased is not exported meanwhile. */
export function lockPersons(tx: Queryable, franchise: string): Promise<void> {
  return lockKeys(tx, [`persons ${franchise}`]);
}

/**
 * A person by customer id or by number: the customer, every number of the customer, and every call from, to or about them,
 * in whatever notation its number was stored. Throws where several customers have the number and none is named.
 */
export async function findPerson(db: Queryable, asked: Asked): Promise<Person> {
  const { franchise, region } = asked;
  const given = asked.number === undefined ? [] : [asked.number];
  const customerId = asked.customerId ?? await ownerOf(db, asked);
  const customerIds = customerId === undefined ? [] : [customerId];
  const written = [...given, ...await numbersOf(db, franchise, customerIds)];
  const known = written.flatMap((number) => readField(number, region).numbers);
  const isTheirs = matcher(db, { franchise, region, known, customerIds });
  const numbers = new Set([...written, ...known.flatMap(({ e164, digits }) => [e164 ?? digits, digits])]);
  for (const number of await numbersOfCalls(db, franchise, known)) if (await isTheirs(number)) numbers.add(number);
  const calls = await db.query<{ call_id: string }>(
    `select call_id from calls where franchise = $1 and case when direction = 'out' then to_number else coalesce(from_number, from_raw) end = any($2)
     union select call_id from choices where franchise = $1 and customer_id = any($3)`, [franchise, [...numbers], customerIds]);
  return { franchise, customerIds, numbers: [...numbers], callIds: calls.map(({ call_id }) => call_id) };
}

/** A number alone stands for the customer who would be found by it. */
async function ownerOf(db: Queryable, { franchise, region, number = '' }: Asked): Promise<string | undefined> {
  const read = readField(number, region).numbers;
  const found = [];
  for (const each of read) found.push(await byNumber(db, { franchise }, each));
  const raw = await db.query<{ customer_id: string }>(
    'select distinct customer_id from customer_numbers where franchise = $1 and number = $2', [franchise, number]);
  const ids = [...new Set([...found.flatMap(({ customers }) => customers.map(({ id }) => id)), ...raw.map(({ customer_id }) => customer_id)])].sort();
  if (ids.length < 2) return ids[0];
  throw new Mistake(`${ids.length} customers have this number (${ids.join(', ')}). Say which one is meant: --customer ID.`);
}

/** Of the desk's own, and those that an ERP told when the customer was chosen. */
async function numbersOf(db: Queryable, franchise: string, customerIds: readonly string[]): Promise<string[]> {
  const own = await db.query<{ number: string; e164: string | null }>(
    'select number, e164 from customer_numbers where franchise = $1 and customer_id = any($2)', [franchise, customerIds]);
  const told = await db.query<{ hit: string }>(
    'select distinct hit from choices where franchise = $1 and customer_id = any($2) and hit is not null', [franchise, customerIds]);
  const hits = told.flatMap(({ hit }) => (JSON.parse(hit) as { numbers: { number: string }[] }).numbers);
  return [...new Set([...own.flatMap(({ number, e164 }) => [number, ...(e164 ? [e164] : [])]), ...hits.map(({ number }) => number)])];
}

/** Numbers of calls that may be the person's: by their last digits; of those that are no whole numbers all, since extensions stand behind. */
async function numbersOfCalls(db: Queryable, franchise: string, known: readonly ReadNumber[]): Promise<string[]> {
  if (known.length === 0) return [];
  const rows = await db.query<{ number: string }>(
    `select distinct number from (
       select case when direction = 'out' then to_number else coalesce(from_number, from_raw) end as number, direction, from_number from calls where franchise = $1
     ) n where right(regexp_replace(number, '\\D', '', 'g'), 7) = any($2) or (direction = 'in' and from_number is null)
     union select number from callbacks where franchise = $1 union select number from listed_numbers where franchise = $1
     union select to_number from transfers where franchise = $1 and to_number is not null`,
    [franchise, known.map(({ tail }) => tail)]);
  return rows.map(({ number }) => number);
}

/** The same number; or the end of one, as far as a look-up would find nobody else by it. */
function matcher(
  db: Queryable, { franchise, region, known, customerIds }: { franchise: string; region: string; known: readonly ReadNumber[]; customerIds: readonly string[] },
): (number: string) => Promise<boolean> {
  const digits = new Set(known.map((each) => each.digits));
  return async (number) => {
    const [read] = readField(number, region).numbers;
    if (!read) return false;
    if (digits.has(read.digits)) return true;
    const isHalf = known.some((each) => (each.e164 === null || read.e164 === null) && (each.digits.endsWith(read.digits) || read.digits.endsWith(each.digits)));
    if (!isHalf) return false;
    const { customers } = await byNumber(db, { franchise }, read);
    return customers.every(({ id }) => customerIds.includes(id));
  };
}
