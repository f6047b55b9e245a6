import { performance } from 'node:perf_hooks';
import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext } from '../command';
import { exploreInParts } from '../explore/in-parts';
import { UserError } from '../user-error';
import type { BenchRow } from './row';

/** Seconds for each of the four: ten minutes together. */
const BUDGET_S = 148;
const DEPTH = 9;

/** All orders of events for both engines, with one caller and with two, two operators each. */
export async function benchExplore(context: CommandContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const startMs = performance.now();
  const total = { distinct: 0, long: 0 };
  for (const engine of ['smartqueue', 'acd'] as const satisfies readonly QueueEngineName[]) {
    for (const callers of [1, 2]) {
      const name = `${engine}, ${callers} × 2`;
      const found = await exploreInParts({ engine, callers, operators: 2, depth: DEPTH, budget: BUDGET_S, seed: 1 }, context);
      const [broken] = found.violations;
      if (broken) throw new UserError(`${name}: ${broken.invariant} is violated, ${broken.detail}. Play it: npx vox explore --engine ${engine} --callers ${callers}`);
      total.distinct += found.distinct;
      total.long += found.long;
      rows.push(
        { name: `${name}: distinct histories`, value: found.distinct, unit: 'found', peer: null, limit: null },
        { name: `${name}: histories`, value: found.perSecond, unit: 'histories/s', peer: null, limit: null },
        { name: `${name}: completeDepth (aim 6)`, value: found.completeDepth, unit: 'steps', peer: null, limit: null },
        { name: `${name}: least depth after other moments`, value: Math.min(...Object.values(found.completeAfter)), unit: 'steps', peer: null, limit: null },
      );
    }
  }
  return [
    ...rows,
    { name: 'all: distinct histories (aim 1,000,000)', value: total.distinct, unit: 'found', peer: null, limit: null },
    { name: 'all: of at least 12 events', value: total.long, unit: 'found', peer: null, limit: null },
    { name: 'all: time', value: Math.round((performance.now() - startMs) / 1000), unit: 's', peer: null, limit: null },
  ];
}
