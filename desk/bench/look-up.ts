import { regionOf, type DeskConfig, type Scope } from '../config';
import type { Database } from '../database/port';
import { createOwnDirectory } from '../directory/own';
import { byNumberStatement } from '../directory/own-look-up';
import { machineClock } from '../clock';
import { lookUp } from '../lookup/look-up';
import { readNumber } from '../lookup/number';
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

/**
 * Look-ups by number among many customers: known ones, ones that share a number, unknown ones, half numbers. The whole,
 * from a notation to hits, beside what the database itself takes of it by its own `EXPLAIN ANALYZE`.
 */
export async function benchLookUp(bench: LookUpBench): Promise<BenchRow[]> {
  const { database, config, scope } = bench;
  await addCustomers(database, scope.franchise, bench.customers);
  const directory = createOwnDirectory({ db: database, clock: machineClock, config });
  const whole: number[] = [];
  let cpu = process.cpuUsage();
  for (let index = 0; index < bench.lookUps + WARM_UP; index++) {
    if (index === WARM_UP) cpu = process.cpuUsage();
    const startedMs = performance.now();
    await lookUp(directory, config, { scope, number: numberToFind(index, bench.customers) });
    if (index >= WARM_UP) whole.push(performance.now() - startedMs);
  }
  const { user, system } = process.cpuUsage(cpu);
  const inside = await timesInside(bench);
  const row = (what: string, value: number, limit: number | null): BenchRow => ({
    name: `look-up, ${bench.name}, ${bench.customers} customers, ${what}`, value: rounded(value), unit: 'ms', peer: null, limit,
  });
  return [
    row('median', percentile(whole, 0.5), null),
    row('99th percentile', percentile(whole, 0.99), bench.limitMs),
    row('inside the database, median', percentile(inside, 0.5), null),
    row('inside the database, 99th percentile', percentile(inside, 0.99), null),
    row("processor time of this process, mean", (user + system) / 1_000 / bench.lookUps, null),
  ];
}

const EXPLAINED_MOST = 1_000;

interface Explained extends Record<string, unknown> { 'QUERY PLAN': { 'Planning Time': number; 'Execution Time': number }[] }

/** Milliseconds that the database says it needed, planning included. */
async function timesInside({ database, config, scope, customers, lookUps }: LookUpBench): Promise<number[]> {
  const region = regionOf(config, scope.franchise);
  const times: number[] = [];
  for (let index = 0; index < Math.min(lookUps, EXPLAINED_MOST); index++) {
    const { sql, values } = byNumberStatement(scope, readNumber(numberToFind(index, customers), region));
    const [row] = await database.query<Explained>(`explain (analyze, format json) ${sql}`, values);
    const [plan] = row?.['QUERY PLAN'] ?? [];
    times.push((plan?.['Planning Time'] ?? NaN) + (plan?.['Execution Time'] ?? NaN));
  }
  return times;
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

const AT_ONCE = 10_000;

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
  // As autovacuum would have done it some minutes after such an import.
  await database.query('vacuum analyze customers');
  await database.query('vacuum analyze customer_numbers');
}
