import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext } from '../command';
import { simulateOptions } from '../simulate/options';
import { loadSimulation } from '../targets';
import type { BenchRow } from './row';

const CALLS = 10_000;

/** Ten thousand calls through the built bundle in virtual time, on each queue engine. */
export async function benchCalls({ root }: CommandContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const engine of ['smartqueue', 'acd'] as const satisfies readonly QueueEngineName[]) {
    const options = await simulateOptions(root, {
      engine, calls: CALLS, rate: 300, operators: 20, talk: 120, wrapUp: 30, service: 'exponential', patience: 120,
      answerDelay: 3, seed: 1, target: { share: 0.8, seconds: 20 },
    });
    const { callsPerSecond, peakMemoryMb } = await (await loadSimulation()).simulate(options);
    rows.push(
      { name: `${CALLS} calls, ${engine}`, value: Math.round(callsPerSecond), unit: 'calls/s', peer: null, limit: null },
      { name: `${CALLS} calls, ${engine}, memory`, value: peakMemoryMb, unit: 'MB', peer: null, limit: 512 },
    );
  }
  return rows;
}
