import { tryRandomly } from './search/random';
import { BEGINNING, rootsOf } from './search/roots';
import { shrink } from './search/shrink';
import { Orders } from './search/systematic';
import { Tally, type Broken } from './search/tally';
import { essentials, timeline, toReplay, worldOptions, type Bundles, type ReplayFile } from './replay';
import type { Switches } from '../emulator/switches';
import { ACTION_KINDS } from './world/action';

export interface ExploreOptions {
  bundles: Bundles;
  callers: number;
  operators: number;
  /** Name of the one root to begin at; all of them where it is left out. */
  from?: string;
  /** How deep every order is tried at the most. */
  depth: number;
  budgetMs: number;
  seed: number;
  switches?: Partial<Switches>;
  /** This process tries one of `parts` shares of the orders, and random ones of its own. */
  share?: { part: number; parts: number };
  stopsAtFirst?: boolean;
  /** Distinct histories after which it ends, once every order of `depth` steps from the beginning was tried. */
  enough?: number;
  /** Milliseconds of a clock that nobody sets. */
  now: () => number;
  progress?: (report: { histories: number; distinct: number; completeDepth: number }) => void;
}

export interface ExploreResult {
  engine: string;
  seed: number;
  alphabet: readonly string[];
  roots: string[];
  histories: number;
  distinct: number;
  /** Distinct histories of at least twelve events. */
  long: number;
  /** Events of the longest history. */
  maxDepth: number;
  /** Every order of this many steps from the beginning was tried, with everybody's intake on. */
  completeDepth: number;
  /** The same from other moments of a call, by the root's name. */
  completeAfter: Record<string, number>;
  perSecond: number;
  violations: { invariant: string; detail: string; trace: string[]; replay: ReplayFile }[];
  /** To tell histories of several processes apart; left out of what is printed. */
  hashes: ReadonlySet<string>;
}

/** The share of the budget for all orders; what is left goes to long random ones. */
const SYSTEMATIC_SHARE = 0.85;
const RANDOM_DEPTH = 60;
const HEAD_START = 2;

/** Tries orders of events until the budget is over, the systematic ones first. */
export async function explore(explored: ExploreOptions): Promise<ExploreResult> {
  const { bundles, callers, operators, seed, now } = explored;
  const options = worldOptions(bundles, { callers, operators, seed, switches: explored.switches ?? {} });
  const tally = new Tally();
  const startMs = now();
  const roots = (await rootsOf(options)).filter(({ name }) => explored.from === undefined || name === explored.from);
  if (roots.length === 0) throw new Error(`There is no moment "${explored.from ?? ''}" in a world of this size`);
  const depths: Record<string, number> = Object.fromEntries(roots.map(({ name }) => [name, 0]));
  const hasEnough = () => explored.enough !== undefined && tally.distinct.size >= explored.enough && (depths[BEGINNING] ?? 0) >= explored.depth;
  const isDone = () => hasEnough() || (explored.stopsAtFirst === true && tally.broken.size > 0);
  const within = (share: number) => () => !isDone() && now() - startMs < explored.budgetMs * share;
  await deepen(explored, { options, tally, roots, depths, goesOn: within(SYSTEMATIC_SHARE) });
  const completeDepth = depths[BEGINNING] ?? 0;
  await tryRandomly({
    options, bundles, seed: seed + (explored.share?.part ?? 0) * 7_919, depth: RANDOM_DEPTH, goesOn: within(1),
    found: (run, where) => {
      tally.add(run, where);
      report(explored, tally, completeDepth);
    },
  });
  const seconds = (now() - startMs) / 1000;
  const violations = [];
  for (const broken of tally.broken.values()) violations.push(await describe(broken));
  return {
    engine: bundles.settings.queue.engine, seed, alphabet: ACTION_KINDS, roots: roots.map(({ name }) => name),
    histories: tally.histories, distinct: tally.distinct.size, long: tally.long, maxDepth: tally.longest,
    completeDepth, completeAfter: depths,
    perSecond: Math.round(tally.histories / seconds), violations, hashes: tally.distinct,
  };
}

interface Deepening {
  options: Parameters<typeof rootsOf>[0];
  tally: Tally;
  roots: Awaited<ReturnType<typeof rootsOf>>;
  /** By root, how deep every order was tried; grows. */
  depths: Record<string, number>;
  goesOn: () => boolean;
}

/** Deeper from every root by turns, until time is up; from the beginning two steps ahead of the others. */
async function deepen(explored: ExploreOptions, { options, tally, roots, depths, goesOn }: Deepening): Promise<void> {
  const { part, parts } = explored.share ?? { part: 0, parts: 1 };
  const trees = roots.map(({ name, actions }) => ({
    name,
    orders: new Orders({
      options, root: actions, part, parts, goesOn,
      found: (run) => {
        tally.add(run, options);
        report(explored, tally, depths[BEGINNING] ?? 0);
      },
    }),
  }));
  for (let round = 1; round <= explored.depth + HEAD_START; round++) {
    for (const { name, orders } of trees) {
      const target = Math.min(explored.depth, name === BEGINNING ? round : Math.max(1, round - HEAD_START));
      if ((depths[name] ?? 0) >= target) continue;
      if (!(await orders.deepen(target === explored.depth))) return;
      depths[name] = target;
    }
  }
}

function report({ progress }: ExploreOptions, tally: Tally, completeDepth: number): void {
  if (progress && tally.histories % 200 === 0) progress({ histories: tally.histories, distinct: tally.distinct.size, completeDepth });
}

async function describe({ run, violation, options }: Broken): Promise<ExploreResult['violations'][number]> {
  const shortest = await shrink(options, run, violation.invariant);
  const shown = shortest.violations.find(({ invariant }) => invariant === violation.invariant) ?? violation;
  return {
    // What came after the breach explains nothing.
    invariant: violation.invariant, detail: shown.detail,
    trace: timeline(essentials(shortest.notes.filter(({ atMs }) => atMs <= shown.atMs))),
    replay: toReplay(options, shortest.actions),
  };
}
