import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext, ExitCode } from '../command';
import { bundlesToExplore } from '../explore/bundles';
import { mergeShares, type ShareReport } from '../explore/merge';
import { describeExplored } from '../explore/report';
import { loadExplorer, readSwitches } from '../targets';
import { UserError } from '../user-error';

export interface ExploreFlags {
  engine: QueueEngineName;
  callers: number;
  operators: number;
  depth: number;
  budget: number;
  seed: number;
  switch?: Record<string, string>;
  switches?: string;
  /** Stop at the first violation. */
  first?: boolean;
  /** `1/2`: this process's share; what it found goes into `--into`. */
  share?: string;
  into?: string;
  json?: boolean;
}

/** `vox explore`: all orders of events, one process a core; 3 where an invariant was violated. */
export async function explore(flags: ExploreFlags, context: CommandContext): Promise<ExitCode> {
  if (flags.share !== undefined && flags.into !== undefined) return exploreShare(flags, context);
  const folder = path.join(context.root, '.vox', 'explore');
  await mkdir(folder, { recursive: true });
  const parts = Math.min(2, os.availableParallelism());
  const files = Array.from({ length: parts }, (_, part) => path.join(folder, `share-${process.pid}-${part}.json`));
  await Promise.all(files.map((file, part) => runShare({ share: `${part + 1}/${parts}`, file, context })));
  const reports = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as ShareReport));
  await Promise.all(files.map((file) => rm(file)));
  const merged = mergeShares(reports);
  const saved = merged.violations.map((violation, index) => {
    const file = path.join('.vox', 'explore', `${violation.invariant}-${merged.seed}-${index + 1}.json`);
    writeFileSync(path.join(context.root, file), `${JSON.stringify(violation.replay, null, 2)}\n`);
    return { ...violation, file };
  });
  const result = { ...merged, violations: saved };
  if (flags.json) context.out.json(result);
  else for (const line of describeExplored(result, context.out.colors)) context.out.line(line);
  return saved.length > 0 ? 3 : 0;
}

async function exploreShare(flags: ExploreFlags, context: CommandContext): Promise<ExitCode> {
  const [part = 1, parts = 1] = (flags.share ?? '').split('/').map(Number);
  const explorer = await loadExplorer();
  const bundles = await bundlesToExplore(context.root, flags.engine);
  const { hashes, ...report } = await explorer.explore({
    bundles, callers: flags.callers, operators: flags.operators, depth: flags.depth, budgetMs: flags.budget * 1000,
    seed: flags.seed, switches: await readSwitches(context.root, { pairs: flags.switch, file: flags.switches }), share: { part: part - 1, parts }, now: () => context.now(),
    ...(flags.first ? { stopsAtFirst: true } : {}),
  });
  const document: ShareReport = { ...report, hashes: [...hashes] };
  writeFileSync(flags.into ?? '', JSON.stringify(document));
  return 0;
}

interface Share { share: string; file: string; context: CommandContext }

/** The same command once more, in a process of its own. */
async function runShare({ share, file, context }: Share): Promise<void> {
  const [vox = ''] = process.argv.slice(1);
  const args = [...process.argv.slice(2).filter((arg) => arg !== '--json'), '--share', share, '--into', file];
  const child = spawn(process.execPath, [...process.execArgv, vox, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  context.interrupted().addEventListener('abort', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new UserError(`Share ${share} of the exploration ended with ${code ?? 'a signal'}; its message stands above.`);
}
