import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandContext, ExitCode, Output } from '../command';
import { simulateOptions, type SimulateFlags } from '../simulate/options';
import { callsSoFar, progressLine, type ProgressLine } from '../simulate/progress-line';
import { table } from '../table';
import { loadSimulation, type SimulateOptions, type SimulateResult, type Simulation } from '../targets';

export interface SimulateCommandFlags extends SimulateFlags {
  report?: string;
  json?: boolean;
}

/** `vox simulate`: working days in virtual time; Ctrl-C gives the figures so far. */
export async function simulate(flags: SimulateCommandFlags, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const given = await simulateOptions(root, flags);
  const line = progressLine(process.stderr);
  const startMs = performance.now();
  const progress = (done: number) => line.show(callsSoFar({ done, calls: given.calls, elapsedMs: performance.now() - startMs }));
  const options: SimulateOptions = { ...given, signal: context.interrupted(), progress };
  const { runSimulation } = await loadSimulation();
  const simulation = await runSimulation(options);
  line.clear();
  const { calls } = simulation.result;
  if (calls < given.calls) out.note(`Interrupted: ${calls} of ${given.calls} calls were over; the figures are of those.`);
  if (flags.json) out.json(simulation.result);
  else show(simulation.result, { options, out });
  if (flags.report !== undefined) await writeReport(flags.report, { options, simulation, line, context });
  return 0;
}

interface ReportContext {
  options: SimulateOptions;
  simulation: Simulation;
  line: ProgressLine;
  context: CommandContext;
}

/** Interrupted before or within it, the sweep is left out: half of one names no least number. */
async function writeReport(file: string, { options, simulation, line, context: { root, out } }: ReportContext): Promise<void> {
  const { renderReport, sweepOperators } = await loadSimulation();
  const onPoint = (operators: number) => line.show(`Finding the least number of operators: trying ${operators} …`);
  const swept = options.signal?.aborted ? null : await sweepOperators({ ...options, progress: undefined }, onPoint);
  line.clear();
  const sweep = options.signal?.aborted ? null : swept;
  writeFileSync(path.resolve(root, file), renderReport({ options, simulation, sweep }));
  out.note(`The report is in ${file}${sweep ? '' : '; interrupted, it does not say how many operators are enough'}.`);
}

function show(result: SimulateResult, { options, out }: { options: SimulateOptions; out: Output }): void {
  const { target, operators } = options;
  const [low, high] = result.meanWaitCi99Seconds ?? [null, null];
  const interval = low === null || high === null ? '' : ` (99 %: ${low.toFixed(2)} to ${high.toFixed(2)} s)`;
  const rows = [
    ['calls', `${result.calls}, ${result.answered} answered, ${result.abandoned} left before`],
    ['mean wait', `${result.meanWaitSeconds.toFixed(2)} s${interval}`],
    ['95 % waited at most', `${result.p95WaitSeconds.toFixed(1)} s`],
    [`answered in ${target.seconds} s`, `${percent(result.serviceLevel)} (target ${percent(target.share)})`],
    ['operators busy', `${percent(result.occupancy)} of the time, ${operators.count} operators`],
    ['took', `${result.wallSeconds.toFixed(1)} s, ${Math.round(result.callsPerSecond)} calls a second, ${result.peakMemoryMb} MB`],
  ];
  for (const line of table(['', ''], rows).slice(1)) out.line(line);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
