import { performance } from 'node:perf_hooks';
import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext } from '../command';
import { exploreInParts } from '../explore/in-parts';
import { keepHistories } from '../explore/keep-histories';
import type { Explored } from '../explore/merge';
import { UserError } from '../user-error';
import type { BenchFlags, BenchRow } from './row';

/** The longest that each of the four may take; each ends before that once it has tried enough. */
const BUDGET_S = 900;
const DEPTH = 6;
const ENGINES: readonly QueueEngineName[] = ['smartqueue', 'acd'];
/** Of each of the four, so that together they are more than a million. */
const ENOUGH = 260_000;

/** All orders of events for both engines, with one caller and with two, two operators each. */
export async function benchExplore(context: CommandContext, flags: BenchFlags): Promise<BenchRow[]> {
  const { seconds = BUDGET_S } = flags;
  const rows: BenchRow[] = [];
  const startMs = performance.now();
  const total = { distinct: 0, long: 0, depth: DEPTH };
  for (const callers of [1, 2]) {
    // Both engines side by side, one process each: shares of one tree would meet a tenth of the states twice.
    const both = await Promise.all(ENGINES.map(async (engine) =>
      [engine, await exploreInParts({ engine, callers, operators: 2, depth: DEPTH, budget: seconds, seed: 1, enough: ENOUGH, parts: 1 }, context)] as const));
    for (const [engine, found] of both) {
      const [broken] = keepHistories(context.root, found);
      if (broken) throw new UserError(`${engine}, ${callers} × 2: ${broken.invariant} is violated, ${broken.detail}. Play it: npx vox replay ${broken.file}`);
      total.distinct += found.distinct;
      total.long += found.long;
      total.depth = Math.min(total.depth, found.completeDepth);
      rows.push(...rowsOf(`${engine}, ${callers} × 2`, found));
    }
  }
  const plain = { peer: null, limit: null };
  // How many there are in a shorter time is promised of no machine.
  const least = (limit: number) => ({ peer: null, limit: flags.seconds === undefined ? limit : null, atLeast: true });
  return [
    ...rows,
    { name: 'all: distinct histories', value: total.distinct, unit: 'found', ...least(1_000_000) },
    { name: 'all: of at least 12 events', value: total.long, unit: 'found', peer: null, limit: 1, atLeast: true },
    { name: 'all: completeDepth', value: total.depth, unit: 'steps', ...least(DEPTH) },
    { ...plain, name: 'all: violations', value: 0, unit: 'found', limit: 0 },
    { ...plain, name: 'all: time (aim 600)', value: Math.round((performance.now() - startMs) / 1000), unit: 's' },
  ];
}

function rowsOf(name: string, { distinct, perSecond, completeDepth, completeAfter, maxDepth }: Explored): BenchRow[] {
  const plain = { peer: null, limit: null };
  return [
    { ...plain, name: `${name}: distinct histories`, value: distinct, unit: 'found' },
    { ...plain, name: `${name}: histories`, value: perSecond, unit: 'histories/s' },
    { ...plain, name: `${name}: completeDepth`, value: completeDepth, unit: 'steps' },
    { ...plain, name: `${name}: least depth after other moments`, value: Math.min(...Object.values(completeAfter)), unit: 'steps' },
    { ...plain, name: `${name}: the longest history`, value: maxDepth, unit: 'events' },
  ];
}
