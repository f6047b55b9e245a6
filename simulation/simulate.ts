import { performance } from 'node:perf_hooks';
import { VIRTUAL_START_MS } from '../emulator/clock/virtual-clock';
import { Recorder } from './measure/recorder';
import type { SimulateOptions, SimulateResult } from './options';
import { Run } from './run/run';

export interface Simulation {
  result: SimulateResult;
  recorder: Recorder;
  /** How the scenario itself says calls ended. */
  reasons: ReadonlyMap<string, number>;
  /** Batches of events that the desk took. */
  deskRequests: number;
  /** Timers of the cloud and of the people in it that have run; the same on every machine. */
  timersRun: number;
}

/** Plays the calls and returns the document of cli.md. */
export async function simulate(options: SimulateOptions): Promise<SimulateResult> {
  return (await runSimulation(options)).result;
}

/** The same, with all that a report needs. */
export async function runSimulation(options: SimulateOptions): Promise<Simulation> {
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  const recorder = new Recorder({
    expected: options.calls, startMs: VIRTUAL_START_MS, targetMs: options.target.seconds * 1000, utcOffsetMinutes: options.utcOffsetMinutes,
  });
  const run = new Run(options, recorder);
  const peak = watchMemory();
  await run.play();
  const wallSeconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const result = {
    ...figures(recorder, options), wallSeconds, cpuSeconds: (user + system) / 1e6, callsPerSecond: recorder.calls / wallSeconds, peakMemoryMb: peak(),
  };
  return { result, recorder, reasons: run.desk.reasons, deskRequests: run.desk.requests, timersRun: run.timersRun };
}

type Figures = Omit<SimulateResult, 'wallSeconds' | 'cpuSeconds' | 'callsPerSecond' | 'peakMemoryMb'>;

function figures(recorder: Recorder, { target }: SimulateOptions): Figures {
  const { calls, answered, abandoned, batches, waits, answeredWaits, busyMs, thereMs } = recorder;
  const interval = batches.result();
  const inTime = answered === 0 ? 0 : answeredWaits.shareWithin(target.seconds * 1000) * answered;
  const sum = (parts: readonly number[]) => parts.reduce((total, ms) => total + ms, 0);
  return {
    calls, answered, abandoned,
    meanWaitSeconds: recorder.meanWaitMs / 1000,
    meanWaitCi99Seconds: interval ? interval.ci99 : null,
    p95WaitSeconds: waits.quantile(0.95) / 1000,
    serviceLevel: calls === 0 ? 1 : inTime / calls,
    occupancy: sum(busyMs) / Math.max(1, sum(thereMs)),
  };
}

/** Resident memory, looked at as often as the event loop turns. */
function watchMemory(): () => number {
  let peakBytes = 0;
  const look = () => { peakBytes = Math.max(peakBytes, process.memoryUsage.rss()); };
  const timer = setInterval(look, 200);
  timer.unref();
  return () => {
    clearInterval(timer);
    look();
    return Math.round(peakBytes / 1_048_576);
  };
}
