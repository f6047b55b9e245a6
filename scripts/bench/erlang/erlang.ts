import { randomInt } from 'node:crypto';
import type { QueueEngineName } from '../../../contracts/call-events';
import type { CommandContext } from '../../command';
import { simulateOptions, type SimulateFlags } from '../../simulate/options';
import { table } from '../../table';
import { loadSimulation, type SimulateOptions } from '../../targets';
import type { BenchFlags, BenchRow } from '../row';
import { COMBINATIONS, SERVICE_SECONDS } from './combinations';

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

interface Outcome {
  mean: number;
  covered: boolean;
}

/** Mean waits of the simulated cloud beside Erlang C, with seeds drawn now and printed. */
export async function benchErlang(context: CommandContext, flags: BenchFlags): Promise<BenchRow[]> {
  const { out, root } = context;
  const calls = flags.calls ?? (flags.full ? FULL_CALLS : USUAL_CALLS);
  const engine: QueueEngineName = 'smartqueue';
  const seeds = Array.from({ length: flags.seeds ?? SEEDS }, () => randomInt(1, 2 ** 31));
  out.note(`seeds of today: ${seeds.join(', ')}; ${calls} calls a run, ${engine}; ACD v1 gives the same waits for the same seed (a test holds it)`);
  const base = await simulateOptions(root, { ...QUEUE, engine, calls });
  const lines: string[][] = [];
  let covered = 0;
  for (const combination of COMBINATIONS) {
    const options = loaded(base, combination);
    const theory = await theoryOf(options);
    const outcomes: Outcome[] = [];
    for (const seed of seeds) outcomes.push(await play({ ...options, seed }, theory.meanWait));
    covered += outcomes.filter((one) => one.covered).length;
    lines.push(lineOf(combination, theory, outcomes));
  }
  for (const line of table(['operators', 'load', 'have to wait', 'theory, s', 'simulated, s', 'interval holds it'], lines)) out.note(line);
  const runs = COMBINATIONS.length * seeds.length;
  // A short run begins with an empty queue and never gets far from it.
  const limit = calls < FULL_CALLS ? null : Math.ceil(runs * LEAST_COVERED);
  if (limit === null) out.note(`fewer than ${FULL_CALLS} calls a run: waits are still short of their long-run mean, so nothing is judged`);
  return [
    { name: `runs whose 99 % interval holds Erlang C, of ${runs}`, value: covered, unit: 'runs', atLeast: true, peer: null, limit },
    ...(await meanRow(context, base, flags)),
  ];
}

const QUEUE: SimulateFlags = {
  calls: 0, rate: 1, operators: 1, talk: SERVICE_SECONDS, wrapUp: 0, service: 'exponential', patience: Infinity,
  answerDelay: 0, seed: 1, target: { share: 0.8, seconds: 20 },
};

function loaded(base: SimulateOptions, { operators, load }: { operators: number; load: number }): SimulateOptions {
  return {
    ...base, operators: { ...base.operators, count: operators },
    traffic: { kind: 'constant', ratePerHour: (load * operators * 3600) / SERVICE_SECONDS },
  };
}

async function theoryOf(options: SimulateOptions): Promise<{ meanWait: number; waitProbability: number }> {
  const theory = (await loadSimulation()).expectedByTheory(options);
  if (!theory) throw new Error('Expected a load below 1');
  return theory;
}

async function play(options: SimulateOptions, expected: number): Promise<Outcome> {
  const { meanWaitSeconds, meanWaitCi99Seconds } = await (await loadSimulation()).simulate(options);
  const [low, high] = meanWaitCi99Seconds ?? [Infinity, -Infinity];
  return { mean: meanWaitSeconds, covered: low <= expected && expected <= high };
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
async function meanRow({ out }: CommandContext, base: SimulateOptions, flags: BenchFlags): Promise<BenchRow[]> {
  const calls = flags.full ? FULL_MEAN_CALLS : base.calls;
  const options = { ...loaded(base, { operators: 20, load: 0.8 }), calls };
  const { meanWait } = await theoryOf(options);
  const seeds = Array.from({ length: MEAN_SEEDS }, () => randomInt(1, 2 ** 31));
  out.note(`seeds of the mean: ${seeds.join(', ')}; ${calls} calls each`);
  const means: number[] = [];
  for (const seed of seeds) means.push((await play({ ...options, seed }, meanWait)).mean);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1);
  const allowed = Math.max(MOST_OFF * meanWait, 3 * Math.sqrt(variance / means.length));
  return [{
    name: `20 operators at 80 %, ${MEAN_SEEDS} × ${calls} calls: the mean is off by`, value: Number(Math.abs(mean - meanWait).toPrecision(3)), unit: 's',
    peer: { name: 'Erlang C', value: Number(meanWait.toPrecision(4)) }, limit: Number(allowed.toPrecision(3)),
  }];
}
