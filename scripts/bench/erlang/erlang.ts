import { randomInt } from 'node:crypto';
import type { QueueEngineName } from '../../../contracts/call-events';
import type { CommandContext } from '../../command';
import { simulateOptions, type SimulateFlags } from '../../simulate/options';
import { table } from '../../table';
import { loadSimulation, type SimulateResult } from '../../targets';
import type { BenchFlags, BenchRow } from '../row';
import { sideBySide } from '../side-by-side';
import { runApart } from '../simulate/run-apart';
import { COMBINATIONS, SERVICE_SECONDS } from './combinations';

const ENGINE: QueueEngineName = 'smartqueue';
/** So many calls a run unless told otherwise; `--full`: 100,000 and, for the mean, a million. */
const USUAL_CALLS = 5_000;
const FULL_CALLS = 100_000;
const FULL_MEAN_CALLS = 1_000_000;
const SEEDS = 3;
const MEAN_SEEDS = 10;
/** Share of runs whose interval must hold the theory's value. */
const LEAST_COVERED = 0.95;
/** The mean may be off by this share or by three standard errors, whichever is larger. */
const MOST_OFF = 0.02;

interface Run {
  operators: number;
  load: number;
  calls: number;
  seed: number;
}

/** Mean waits of the simulated cloud beside Erlang C, with seeds drawn now and printed; each run in a process of its own. */
export async function benchErlang(context: CommandContext, flags: BenchFlags): Promise<BenchRow[]> {
  const { out } = context;
  const calls = flags.calls ?? (flags.full ? FULL_CALLS : USUAL_CALLS);
  const seeds = draw(flags.seeds ?? SEEDS);
  out.note(`seeds of today: ${seeds.join(', ')}; ${calls} calls a run, ${ENGINE}; ACD v1 gives the same waits for the same seed (a test holds it)`);
  const results = await playAll(context, COMBINATIONS.flatMap((combination) => seeds.map((seed) => ({ ...combination, calls, seed }))));
  const lines: string[][] = [];
  let covered = 0;
  for (const [index, combination] of COMBINATIONS.entries()) {
    const theory = await theoryOf(context, combination);
    const outcomes = results.slice(index * seeds.length, (index + 1) * seeds.length)
      .map((result): Outcome => ({ mean: result.meanWaitSeconds, covered: holds(result, theory.meanWait) }));
    covered += outcomes.filter((one) => one.covered).length;
    lines.push(lineOf(combination, theory, outcomes));
  }
  for (const line of table(['operators', 'load', 'have to wait', 'theory, s', 'simulated, s', 'interval holds it'], lines)) out.note(line);
  // A short run begins with an empty queue and never gets far from it.
  const limit = calls < FULL_CALLS ? null : Math.ceil(results.length * LEAST_COVERED);
  if (limit === null) out.note(`fewer than ${FULL_CALLS} calls a run: waits are still short of their long-run mean, so nothing is judged`);
  return [
    { name: `runs whose 99 % interval holds Erlang C, of ${results.length}`, value: covered, unit: 'runs', atLeast: true, peer: null, limit },
    await meanRow(context, flags.full ? FULL_MEAN_CALLS : calls),
  ];
}

interface Outcome {
  mean: number;
  covered: boolean;
}

const QUEUE: SimulateFlags = {
  calls: 0, rate: 1, operators: 1, talk: SERVICE_SECONDS, wrapUp: 0, service: 'exponential', patience: Infinity,
  answerDelay: 0, seed: 1, target: { share: 0.8, seconds: 20 },
};

function flagsOf({ operators, load, calls, seed }: Run): SimulateFlags {
  return { ...QUEUE, engine: ENGINE, operators, calls, seed, rate: (load * operators * 3600) / SERVICE_SECONDS };
}

function draw(seeds: number): number[] {
  return Array.from({ length: seeds }, () => randomInt(1, 2 ** 31));
}

async function playAll(context: CommandContext, runs: readonly Run[]): Promise<SimulateResult[]> {
  let done = 0;
  return sideBySide(runs.map((run) => async () => {
    const result = await runApart(context, flagsOf(run));
    done += 1;
    if (done % 10 === 0) context.out.note(`${done} of ${runs.length} runs`);
    return result;
  }));
}

async function theoryOf({ root }: CommandContext, combination: Pick<Run, 'operators' | 'load'>): Promise<{ meanWait: number; waitProbability: number }> {
  const options = await simulateOptions(root, flagsOf({ ...combination, calls: 1, seed: 1 }));
  const theory = (await loadSimulation()).expectedByTheory(options);
  if (!theory) throw new Error('Expected a load below 1');
  return theory;
}

function holds({ meanWaitCi99Seconds }: SimulateResult, expected: number): boolean {
  const [low, high] = meanWaitCi99Seconds ?? [Infinity, -Infinity];
  return low <= expected && expected <= high;
}

function lineOf(
  { operators, load }: { operators: number; load: number },
  { meanWait, waitProbability }: { meanWait: number; waitProbability: number },
  outcomes: readonly Outcome[],
): string[] {
  return [
    String(operators), `${Math.round(load * 100)} %`, `${(waitProbability * 100).toFixed(1)} %`, meanWait.toFixed(3),
    outcomes.map(({ mean }) => mean.toFixed(3)).join('  '), outcomes.map((one) => (one.covered ? 'yes' : 'no')).join('  '),
  ];
}

/** Ten seeds at 20 operators and 80 %: how far their mean is from theory. */
async function meanRow(context: CommandContext, calls: number): Promise<BenchRow> {
  const combination = { operators: 20, load: 0.8 };
  const { meanWait } = await theoryOf(context, combination);
  const seeds = draw(MEAN_SEEDS);
  context.out.note(`seeds of the mean: ${seeds.join(', ')}; ${calls} calls each`);
  const means = (await playAll(context, seeds.map((seed) => ({ ...combination, calls, seed })))).map((result) => result.meanWaitSeconds);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1);
  const allowed = Math.max(MOST_OFF * meanWait, 3 * Math.sqrt(variance / means.length));
  return {
    name: `20 operators at 80 %, ${MEAN_SEEDS} × ${calls} calls: the mean is off by`, value: Number(Math.abs(mean - meanWait).toPrecision(3)), unit: 's',
    peer: { name: 'Erlang C', value: Number(meanWait.toPrecision(4)) }, limit: Number(allowed.toPrecision(3)),
  };
}
