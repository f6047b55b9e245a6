import type { Queryable } from '../database/port';
import type { ChildDesk } from './child-desk';
import { memoryRows, type MemorySample } from './memory-rows';
import { percentile, rounded, type BenchRow } from './rows';
import { goToWork, type Tally } from './soak-worker';

export interface SoakOptions {
  desk: ChildDesk;
  callsPerSecond: number;
  seconds: number;
}

/**
 * A rush: calls come at a rate to operators who are all signed in, each with a live channel and a renewed lease; each
 * call is told in three batches, looked up, drafted and saved. The desk's memory is read after collections.
 */
export async function benchSoak({ desk, callsPerSecond, seconds }: SoakOptions): Promise<BenchRow[]> {
  const tally: Tally = { calls: 0, saves: [], lookUps: [], errors: new Map(), heard: 0 };
  const workers = await Promise.all(desk.operators.map((who) => goToWork(desk.url, who, tally)));
  const startedMs = performance.now();
  const samples: MemorySample[] = [];
  const sample = async (): Promise<void> => { samples.push({ atS: (performance.now() - startedMs) / 1_000, ...(await desk.memory()) }); };
  const everyS = Math.min(20, seconds / 6);
  const running = new Set<Promise<void>>();
  let sampledS = 0;
  for (let index = 0; index < callsPerSecond * seconds; index++) {
    const waitMs = startedMs + (index * 1_000) / callsPerSecond - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const served = workers[index % workers.length]?.serve() ?? Promise.resolve();
    running.add(served);
    void served.finally(() => running.delete(served));
    if (index / callsPerSecond >= sampledS) {
      sampledS += everyS;
      await sample();
    }
  }
  await Promise.all(running);
  await sample();
  workers.forEach((worker) => worker.leave());
  return [...speeds(tally, (performance.now() - startedMs) / 1_000), ...memoryRows('the desk', samples)];
}

/** What the journal holds in the end, beside what was told and saved. */
export async function checkJournal(db: Queryable, calls: number): Promise<BenchRow[]> {
  const [row] = await db.query<{ ended: number; saved: number }>(
    'select (select count(*) from calls where reason is not null) as ended, (select count(distinct call_id) from saves) as saved');
  return [
    { name: 'calls without an end in the journal', value: calls - (row?.ended ?? 0), unit: 'calls', peer: null, limit: 0 },
    { name: 'calls without their comment in the journal', value: calls - (row?.saved ?? 0), unit: 'calls', peer: null, limit: 0 },
  ];
}

/** How calls ended, by what their scenarios told. */
export async function reasonsInJournal(db: Queryable): Promise<Map<string, number>> {
  const rows = await db.query<{ reason: string; count: number }>(
    "select coalesce(reason, 'no end') as reason, count(*)::int as count from calls group by 1 order by 1");
  return new Map(rows.map(({ reason, count }) => [reason, count]));
}

function speeds(tally: Tally, seconds: number): BenchRow[] {
  const row = (name: string, value: number, rest: Pick<BenchRow, 'unit' | 'limit'>): BenchRow => ({ name, value: rounded(value), peer: null, ...rest });
  const failed = [...tally.errors.values()].reduce((sum, count) => sum + count, 0);
  return [
    row('calls served', tally.calls, { unit: 'calls', limit: null }),
    row('calls per second', tally.calls / seconds, { unit: '1/s', limit: null }),
    row('errors', failed, { unit: 'requests', limit: 0 }),
    ...[...tally.errors].slice(0, 5).map(([what, count]) => row(`error: ${what}`, count, { unit: 'requests', limit: 0 })),
    row('live messages heard per second', tally.heard / seconds, { unit: '1/s', limit: null }),
    row('save, median', percentile(tally.saves, 0.5), { unit: 'ms', limit: null }),
    row('save, 99th percentile', percentile(tally.saves, 0.99), { unit: 'ms', limit: 100 }),
    row('look-up, 99th percentile', percentile(tally.lookUps, 0.99), { unit: 'ms', limit: null }),
  ];
}
