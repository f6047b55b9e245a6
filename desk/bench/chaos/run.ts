import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../database/open';
import { freePort, startPostgres } from '../local-postgres';
import { percentile, rounded, type BenchRow } from '../rows';
import { playCall, type Kept } from './call';
import { compare, type Verdict } from './check';
import { ChaosClient, Tally } from './client';
import { SmallDisk } from './disk';
import { KillableDesk } from './killable-desk';
import { anyOf, ON_PGLITE, ON_POSTGRES, type Misfortune, type Scene } from './misfortunes';

export interface ChaosOptions {
  kind: 'PGlite' | 'PostgreSQL';
  /** The desk's process, bundled. */
  program: string;
  seconds: number;
  callsPerSecond: number;
  seed: number;
}

/** So that none of them writes more often than one page may. */
const OPERATORS = 400;
const LASTS_MS = 4_000;
const QUIET_MS = 5_000;
/** So long after the last misfortune everything must be taken. */
const DRAIN_MS = 60_000;
/** PostgreSQL keeps up to a gigabyte of its log otherwise. */
const SETTINGS = '-c max_wal_size=64MB -c min_wal_size=32MB';

/** Calls at a rate, and one misfortune after another; then all that was acknowledged is looked for. */
export async function runChaos(options: ChaosOptions): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-chaos-'));
  const disk = new SmallDisk(folder, Math.ceil(300 + options.seconds * 0.3));
  const postgres = options.kind === 'PGlite' ? null : await startPostgres({ durable: true, parent: folder, settings: SETTINGS });
  const place = postgres ? await postgres.createDatabase() : path.join(folder, 'database');
  const desk = new KillableDesk({ program: options.program, port: await freePort(), operators: OPERATORS, place });
  try {
    await desk.start();
    const tally = new Tally();
    const played = await play({ desk, disk, postgres, random: randomOf(options.seed) }, tally, options);
    await desk.close();
    const db = await openDatabase(postgres ? { url: place } : { folder: place });
    const verdict = await compare(db, played.calls).finally(() => db.close());
    return rowsOf(options.kind, { ...played, tally, verdict });
  } finally {
    await desk.close();
    postgres?.stop();
    disk.remove();
  }
}

interface Played { calls: Kept[]; happened: Map<string, number>; backMs: number[]; notTaken: number }

async function play(scene: Scene, tally: Tally, { kind, seconds, callsPerSecond }: ChaosOptions): Promise<Played> {
  const { desk } = scene;
  const client = new ChaosClient(desk, tally);
  const calls: Promise<Kept>[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  const startedMs = performance.now();
  const dial = async (): Promise<void> => {
    for (let index = 0; index < seconds * callsPerSecond; index++) {
      await pause(startedMs + (index * 1_000) / callsPerSecond - performance.now());
      const who = desk.signed[index % desk.signed.length];
      if (who) calls.push(playCall(client, who, (0x10000000000000 + index).toString(16).padStart(16, '0')));
    }
  };
  const misfortunes = kind === 'PGlite' ? ON_PGLITE : ON_POSTGRES;
  const [troubled] = await Promise.all([trouble(scene, { tally, untilMs, misfortunes }), dial()]);
  const drained = setTimeout(() => client.giveUp(), DRAIN_MS);
  const kept = await Promise.all(calls).finally(() => clearTimeout(drained));
  const notTaken = kept.filter(({ events, isSaved, customer }) => events.length < 6 || !isSaved || !customer).length;
  return { ...troubled, calls: kept, notTaken };
}

interface Trouble { tally: Tally; untilMs: number; misfortunes: readonly Misfortune[] }

/** Every misfortune in turn, in an order that the seed draws; told is how soon after its end the next write was taken. */
async function trouble(
  scene: Scene, { tally, untilMs, misfortunes }: Trouble,
): Promise<Pick<Played, 'happened' | 'backMs'>> {
  const happened = new Map<string, number>();
  const backMs: number[] = [];
  let waiting = [...misfortunes];
  while (performance.now() + LASTS_MS + 2 * QUIET_MS < untilMs) {
    await pause(QUIET_MS * (0.5 + scene.random()));
    const one = anyOf(scene, waiting);
    waiting = waiting.filter((other) => other !== one);
    if (waiting.length === 0) waiting = [...misfortunes];
    happened.set(one.name, (happened.get(one.name) ?? 0) + 1);
    await one.happens(scene);
    await pause(LASTS_MS * (0.5 + scene.random()));
    await one.ends(scene);
    const endedMs = performance.now();
    const before = tally.acknowledged;
    while (tally.acknowledged === before && performance.now() - endedMs < DRAIN_MS) await pause(20);
    backMs.push(performance.now() - endedMs);
  }
  return { happened, backMs };
}

type Outcome = Played & { tally: Tally; verdict: Verdict };

function rowsOf(kind: string, { calls, happened, backMs, notTaken, tally, verdict }: Outcome): BenchRow[] {
  const row = (name: string, value: number, { unit, limit = null }: { unit: string; limit?: number | null }): BenchRow =>
    ({ name: `${kind}: ${name}`, value: rounded(value), peer: null, unit, limit });
  const some = (what: string, all: readonly string[]): BenchRow[] =>
    all.slice(0, 5).map((one) => row(`${what}: ${one}`, 1, { unit: 'writes', limit: 0 }));
  const wrong = [...tally.wrong.values()].reduce((sum, count) => sum + count, 0);
  return [
    row('calls', calls.length, { unit: 'calls' }),
    ...[...happened].map(([name, count]) => row(name, count, { unit: 'times' })),
    row('writes acknowledged', tally.acknowledged, { unit: 'writes' }),
    row('acknowledged writes lost', verdict.lost.length, { unit: 'writes', limit: 0 }), ...some('lost', verdict.lost),
    row('writes doubled', verdict.doubled.length, { unit: 'writes', limit: 0 }), ...some('doubled', verdict.doubled),
    row('refusals by 503 with a sentence', tally.refused, { unit: 'refusals' }),
    row('other refusals, and no answer', wrong, { unit: 'refusals', limit: 0 }),
    ...[...tally.wrong].slice(0, 5).map(([what, count]) => row(what, count, { unit: 'refusals', limit: 0 })),
    row('connections that ended with the desk', tally.brokenOff, { unit: 'connections' }),
    row(`calls not taken whole ${DRAIN_MS / 1_000} s after the last misfortune`, notTaken, { unit: 'calls', limit: 0 }),
    row('from the end of a misfortune to the next write, median', percentile(backMs, 0.5), { unit: 'ms' }),
    row('from the end of a misfortune to the next write, longest', Math.max(0, ...backMs), { unit: 'ms' }),
  ];
}

/** The same seed, the same order (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
