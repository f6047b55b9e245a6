import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandContext, ExitCode, Output } from '../command';
import { simulateOptions, type SimulateFlags } from '../simulate/options';
import { table } from '../table';
import { loadSimulation, type SimulateOptions, type SimulateResult } from '../targets';

export interface SimulateCommandFlags extends SimulateFlags {
  report?: string;
  json?: boolean;
}

/** `vox simulate`: working days in virtual time; Ctrl-C gives the figures so far. */
export async function simulate(flags: SimulateCommandFlags, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const given = await simulateOptions(root, flags);
  const options: SimulateOptions = { ...given, signal: context.interrupted(), progress: progressOf(given.calls, context) };
  const { runSimulation } = await loadSimulation();
  const simulation = await runSimulation(options);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (flags.json) out.json(simulation.result);
  else show(simulation.result, { options, out });
  if (flags.report !== undefined) {
    const { renderReport, sweepOperators } = await loadSimulation();
    const sweep = options.signal?.aborted ? null : await sweepOperators({ ...options, progress: undefined });
    writeFileSync(path.resolve(root, flags.report), renderReport({ options, simulation, sweep }));
    out.note(`The report is in ${flags.report}.`);
  }
  return 0;
}

/** One line that is written over, and only where somebody looks at it. */
function progressOf(calls: number, { now }: CommandContext): (done: number) => void {
  const startMs = now();
  return (done) => {
    if (!process.stderr.isTTY) return;
    const width = 30;
    const filled = Math.round((done / calls) * width);
    const perSecond = Math.round(done / Math.max(0.001, (now() - startMs) / 1000));
    process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${calls} calls, ${perSecond} a second`);
  };
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
