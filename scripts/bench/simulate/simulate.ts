import type { QueueEngineName } from '../../../contracts/call-events';
import type { CommandContext } from '../../command';
import { simulateOptions, type SimulateFlags } from '../../simulate/options';
import { loadSimulation, type SimulateOptions } from '../../targets';
import { rounded } from '../repeat';
import type { BenchFlags, BenchRow } from '../row';
import { bareScenario } from './bare-scenario';
import { runApart } from './run-apart';
import { runSimpy } from './simpy';

const ENGINES = ['smartqueue', 'acd'] as const satisfies readonly QueueEngineName[];
/** Twenty operators, busy four fifths of their time, and callers who do not give up. */
const DAY: SimulateFlags = {
  calls: 0, rate: 384, operators: 20, talk: 120, wrapUp: 30, service: 'exponential', patience: Infinity,
  answerDelay: 0, seed: 1, target: { share: 0.8, seconds: 20 },
};
const USUAL = { few: 10_000, many: 50_000 };
/** What the limits are meant for. */
const FULL = { few: 10_000, many: 1_000_000 };
/** CPU milliseconds a call: a million in 150 s on one core. */
const MOST_MS_A_CALL = 0.15;
const MOST_MEMORY_MB = 512;
/** How much more a call may cost in a long run than in a short one. */
const MOST_GROWTH = 1.15;

/** Calls through the built bundle, each engine in a process of its own, beside the bare queue in SimPy. */
export async function benchSimulate(context: CommandContext, flags: BenchFlags): Promise<BenchRow[]> {
  const { few, many } = sizesOf(flags);
  const { rate, operators, talk, wrapUp, seed } = DAY;
  const simpy = runSimpy(context, { calls: many, operators, ratePerHour: rate, serviceSeconds: talk + wrapUp, seed });
  const peer = simpy ? { name: `SimPy ${simpy.version}, bare M/M/${operators}`, value: rounded(msOf(simpy)) } : null;
  const rows: BenchRow[] = [];
  for (const engine of ENGINES) {
    const short = await runApart(context, { ...DAY, engine, calls: few });
    const long = await runApart(context, { ...DAY, engine, calls: many });
    const row = (what: string, value: number, rest: Partial<BenchRow> & { unit: string }): BenchRow =>
      ({ name: `${engine}, ${many} calls, ${what}`, value: rounded(value), unit: rest.unit, peer: rest.peer ?? null, limit: rest.limit ?? null });
    rows.push(
      row('CPU a call', msOf(long), { unit: 'ms', peer, limit: MOST_MS_A_CALL }),
      row('all CPU', long.cpuSeconds, { unit: 's', limit: (MOST_MS_A_CALL * many) / 1000 }),
      row(`a call beside one of ${few}`, msOf(long) / msOf(short), { unit: 'ratio', limit: MOST_GROWTH }),
      row('memory', long.peakMemoryMb, { unit: 'MB', limit: MOST_MEMORY_MB }),
    );
  }
  return [...rows, ...(await bareRows(context, Math.min(many, USUAL.many), peer)), ...(await countSimulate(context))];
}

/** What of a call's cost is the cloud's and the operators', and what its batches of events: the rest is the scenario's own. */
async function bareRows({ root }: CommandContext, calls: number, peer: BenchRow['peer']): Promise<BenchRow[]> {
  const { runSimulation } = await loadSimulation();
  const options: SimulateOptions = await simulateOptions(root, { ...DAY, engine: 'smartqueue', calls });
  const rows: BenchRow[] = [];
  for (const posts of [false, true]) {
    const code = bareScenario({ queueName: options.ground.queueName, posts });
    const { result } = await runSimulation({ ...options, bundle: { name: 'bare', code } });
    const name = `smartqueue, ${calls} calls, CPU a call of the barest scenario${posts ? ' that posts four batches' : ''}`;
    rows.push({ name, value: rounded(msOf(result)), unit: 'ms', peer, limit: null });
  }
  return rows;
}

/** What a thousand calls take, counted: no machine changes it. */
export async function countSimulate({ root }: CommandContext): Promise<BenchRow[]> {
  const { runSimulation } = await loadSimulation();
  const rows: BenchRow[] = [];
  for (const engine of ENGINES) {
    const options: SimulateOptions = await simulateOptions(root, { ...DAY, engine, calls: 1_000 });
    const { deskRequests, timersRun } = await runSimulation(options);
    const row = (value: number, unit: string): BenchRow => ({ name: `${engine}, 1000 calls`, value, unit, peer: null, limit: null });
    rows.push(row(deskRequests, 'requests'), row(timersRun, 'timers'));
  }
  return rows;
}

function sizesOf({ full, calls }: BenchFlags): { few: number; many: number } {
  const sizes = full ? FULL : USUAL;
  return calls === undefined ? sizes : { few: Math.min(sizes.few, Math.ceil(calls / 5)), many: calls };
}

function msOf({ cpuSeconds, calls }: { cpuSeconds: number; calls: number }): number {
  return (cpuSeconds * 1000) / calls;
}
