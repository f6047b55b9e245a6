import { tryRandomly } from './search/random';
import { rootsOf } from './search/roots';
import { shrink } from './search/shrink';
import { trySystematically } from './search/systematic';
import { Tally, type Broken } from './search/tally';
import { essentials, timeline, toReplay, worldOptions, type Bundles, type ReplayFile } from './replay';
import type { Switches } from '../emulator/switches';
import { ACTION_KINDS } from './world/action';

export interface ExploreOptions {
  bundles: Bundles;
  callers: number;
  operators: number;
  /** How deep every order is tried at the most. */
  depth: number;
  budgetMs: number;
  seed: number;
  switches?: Partial<Switches>;
  /** This process tries one of `parts` shares of the orders. */
  share?: { part: number; parts: number };
  stopsAtFirst?: boolean;
  /** Milliseconds of the machine's clock. */
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
  /** Every order of this many steps after each root was tried. */
  completeDepth: number;
  perSecond: number;
  violations: { invariant: string; detail: string; trace: string[]; replay: ReplayFile }[];
  /** To tell histories of several processes apart; left out of what is printed. */
  hashes: ReadonlySet<string>;
}

/** The share of the budget for all orders; what is left goes to long random ones. */
const SYSTEMATIC_SHARE = 0.7;
const RANDOM_DEPTH = 60;

/** Tries orders of events until the budget is over, the systematic ones first. */
export async function explore(explored: ExploreOptions): Promise<ExploreResult> {
  const { bundles, callers, operators, seed, now } = explored;
  const options = worldOptions(bundles, { callers, operators, seed, switches: explored.switches ?? {} });
  const tally = new Tally();
  const startMs = now();
  const roots = await rootsOf(options);
  const isDone = () => explored.stopsAtFirst === true && tally.broken.size > 0;
  const within = (share: number) => () => !isDone() && now() - startMs < explored.budgetMs * share;
  const completeDepth = await deepen(explored, { options, tally, roots, goesOn: within(SYSTEMATIC_SHARE) });
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
    histories: tally.histories, distinct: tally.distinct.size, long: tally.long, maxDepth: tally.longest, completeDepth,
    perSecond: Math.round(tally.histories / seconds), violations, hashes: tally.distinct,
  };
}

interface Deepening {
  options: Parameters<typeof rootsOf>[0];
  tally: Tally;
  roots: Awaited<ReturnType<typeof rootsOf>>;
  goesOn: () => boolean;
}

/** One step deeper from every root, until time is up. */
async function deepen(explored: ExploreOptions, { options, tally, roots, goesOn }: Deepening): Promise<number> {
  const { part, parts } = explored.share ?? { part: 0, parts: 1 };
  for (let depth = 1; depth <= explored.depth; depth++) {
    for (const root of roots) {
      const whole = await trySystematically({
        options, root: root.actions, depth, part, parts, goesOn,
        found: (run) => {
          tally.add(run, options);
          report(explored, tally, depth - 1);
        },
      });
      if (!whole) return depth - 1;
    }
  }
  return explored.depth;
}

function report({ progress }: ExploreOptions, tally: Tally, completeDepth: number): void {
  if (progress && tally.histories % 200 === 0) progress({ histories: tally.histories, distinct: tally.distinct.size, completeDepth });
}

async function describe({ run, violation, options }: Broken): Promise<ExploreResult['violations'][number]> {
  const shortest = await shrink(options, run, violation.invariant);
  const shown = shortest.violations.find(({ invariant }) => invariant === violation.invariant) ?? violation;
  return {
    invariant: violation.invariant, detail: shown.detail, trace: timeline(essentials(shortest.notes)),
    replay: toReplay(options, shortest.actions),
  };
}
