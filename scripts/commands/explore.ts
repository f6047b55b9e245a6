import { writeFileSync } from 'node:fs';
import type { CommandContext, ExitCode } from '../command';
import { bundlesToExplore } from '../explore/bundles';
import { exploreInParts, type Exploration } from '../explore/in-parts';
import { keepHistories } from '../explore/keep-histories';
import type { ShareReport } from '../explore/merge';
import { describeExplored } from '../explore/report';
import { loadExplorer, readSwitches } from '../targets';

export interface ExploreFlags extends Exploration {
  /** `1/2`: this process's share; what it found goes into `--into`. */
  share?: string;
  into?: string;
  json?: boolean;
}

/** `vox explore`: all orders of events, one process a core; 3 where an invariant was violated. */
export async function explore(flags: ExploreFlags, context: CommandContext): Promise<ExitCode> {
  if (flags.share !== undefined && flags.into !== undefined) return exploreShare(flags, context);
  const merged = await exploreInParts(flags, context);
  const saved = keepHistories(context.root, merged);
  const result = { ...merged, violations: saved };
  if (flags.json) context.out.json(result);
  else for (const line of describeExplored(result, context.out.colors)) context.out.line(line);
  return saved.length > 0 ? 3 : 0;
}

async function exploreShare(flags: ExploreFlags, context: CommandContext): Promise<ExitCode> {
  const [part = 1, parts = 1] = (flags.share ?? '').split('/').map(Number);
  const explorer = await loadExplorer();
  const bundles = await bundlesToExplore(context.root, flags.engine);
  const switches = await readSwitches(context.root, { pairs: flags.switch, file: flags.switches });
  const { hashes, ...report } = await explorer.explore({
    bundles, callers: flags.callers, operators: flags.operators, depth: flags.depth, budgetMs: flags.budget * 1000,
    seed: flags.seed, switches, share: { part: part - 1, parts }, now: () => performance.now(),
    ...(flags.from === undefined ? {} : { from: flags.from }),
    ...(flags.first ? { stopsAtFirst: true } : {}),
    ...(flags.enough === undefined ? {} : { enough: flags.enough }),
  });
  const document: ShareReport = { ...report, hashes: [...hashes] };
  writeFileSync(flags.into ?? '', JSON.stringify(document));
  return 0;
}
