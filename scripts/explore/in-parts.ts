import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext } from '../command';
import { UserError } from '../user-error';
import { mergeShares, type Explored, type ShareReport } from './merge';

export interface Exploration {
  engine: QueueEngineName;
  callers: number;
  operators: number;
  depth: number;
  /** Seconds. */
  budget: number;
  seed: number;
  switch?: Record<string, string>;
  switches?: string;
  /** Name of the one moment to begin at. */
  from?: string;
  /** Stop at the first violation. */
  first?: boolean;
  /** Distinct histories, all processes together, after which it ends once every order of `depth` steps was tried. */
  enough?: number;
  /** Processes that share it; left out: two where there are two cores. */
  parts?: number;
}

/** Most of what an exploration throws away is young: a larger nursery saves a tenth of the time. */
const NODE_FLAGS = ['--max-semi-space-size=32'];

/** One exploration, shared among some processes. */
export async function exploreInParts(exploration: Exploration, context: CommandContext): Promise<Explored> {
  const folder = path.join(context.root, '.vox', 'explore');
  await mkdir(folder, { recursive: true });
  const { parts = Math.min(2, os.availableParallelism()) } = exploration;
  const name = `share-${randomUUID()}`;
  const files = Array.from({ length: parts }, (_, part) => path.join(folder, `${name}-${part}.json`));
  const share = exploration.enough === undefined ? exploration : { ...exploration, enough: Math.ceil(exploration.enough / parts) };
  await Promise.all(files.map((file, part) => runShare(share, { share: `${part + 1}/${parts}`, file, context })));
  const reports = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as ShareReport));
  await Promise.all(files.map((file) => rm(file)));
  return mergeShares(reports);
}

interface Share { share: string; file: string; context: CommandContext }

/** The same command once more, in a process of its own. */
async function runShare(exploration: Exploration, { share, file, context }: Share): Promise<void> {
  const [vox = ''] = process.argv.slice(1);
  const args = [...process.execArgv, ...NODE_FLAGS, vox, 'explore', ...flagsOf(exploration), '--share', share, '--into', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  context.interrupted().addEventListener('abort', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new UserError(`Share ${share} of the exploration ended with ${code ?? 'a signal'}; its message stands above.`);
}

function flagsOf({ engine, callers, operators, depth, budget, seed, switch: pairs, switches, from, first, enough }: Exploration): string[] {
  const numbers = { callers, operators, depth, budget, seed };
  return [
    '--engine', engine,
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...Object.entries(pairs ?? {}).flatMap(([name, value]) => ['--switch', `${name}=${value}`]),
    ...(switches === undefined ? [] : ['--switches', switches]),
    ...(from === undefined ? [] : ['--from', from]),
    ...(first ? ['--first'] : []),
    ...(enough === undefined ? [] : ['--enough', String(enough)]),
  ];
}
