import type { DeskConfig, Scope } from '../config';
import type { Database } from '../database/port';
import { createOwnDirectory } from '../directory/own';
import { machineClock } from '../clock';
import { lookUp } from '../lookup/look-up';
import { percentile, rounded, type BenchRow } from './rows';

export interface LookUpBench {
  database: Database;
  /** Shown in the rows: `PGlite`, `PostgreSQL`. */
  name: string;
  customers: number;
  lookUps: number;
  /** Milliseconds at the 99th percentile that we aim at. */
  limitMs: number | null;
  config: DeskConfig;
  scope: Scope;
}

/** Look-ups by number among many customers: known ones, ones that share a number, unknown ones, half numbers. */
export async function benchLookUp(bench: LookUpBench): Promise<BenchRow[]> {
  const { database, config, scope } = bench;
  await addCustomers(database, scope.franchise, bench.customers);
  const directory = createOwnDirectory({ db: database, clock: machineClock, config });
  const times: number[] = [];
  for (let index = 0; index < bench.lookUps + WARM_UP; index++) {
    const startedMs = performance.now();
    await lookUp(directory, config, { scope, number: numberToFind(index, bench.customers) });
    if (index >= WARM_UP) times.push(performance.now() - startedMs);
  }
  const row = (what: string, value: number, limit: number | null): BenchRow => ({
    name: `look-up, ${bench.name}, ${bench.customers} customers, ${what}`, value: rounded(value), unit: 'ms', peer: null, limit,
  });
  return [row('median', percentile(times, 0.5), null), row('99th percentile', percentile(times, 0.99), bench.limitMs)];
}

const WARM_UP = 200;
const SPREAD = 7_919;

/** Every fifth is nobody's, every seventh only half a number. */
function numberToFind(index: number, customers: number): string {
  const one = (index * SPREAD) % customers;
  if (index % 5 === 0) return `+7999${String(one).padStart(7, '0')}`;
  const whole = `+7916${String(one % 10_000_000).padStart(7, '0')}`;
  return index % 7 === 0 ? whole.slice(-7) : `8${whole.slice(2)}`;
}

const AT_ONCE = 50_000;

/** Written by the database itself: each tenth customer shares the number of the one before. */
async function addCustomers(database: Database, franchise: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += AT_ONCE) {
    const range = [franchise, first, Math.min(count, first + AT_ONCE) - 1];
    await database.query(
      `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at)
       select $1, 'bench-' || n, 'Клиент ' || n, 'клиент ' || n, '', 1, 0 from generate_series($2::integer, $3::integer) as n`, range);
    await database.query(
      `insert into customer_numbers (franchise, customer_id, position, number, label, e164, digits, tail)
       select $1, 'bench-' || n, 1, '+7916' || d, null, '+7916' || d, '7916' || d, d
       from (select n, lpad((n - case when n % 10 = 9 then 1 else 0 end)::text, 7, '0') as d from generate_series($2::integer, $3::integer) as n) as t`,
      range);
  }
  await database.query('analyze customers');
  await database.query('analyze customer_numbers');
}
