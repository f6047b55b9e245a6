import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import { buildScenarios } from '../build/build-scenarios';
import type { NormalConfig } from '../config/normal-config';
import { environmentOf, readConfig } from '../config/read-config';
import { madeUpSecrets } from '../dial/secrets';
import { withEngine } from '../dial/variant';
import { readText } from '../read-text';
import { loadSimulation, readSwitches, type SimulateOptions } from '../targets';
import { UserError } from '../user-error';
import { readDay, type Day } from './day-file';

export interface SimulateFlags {
  calls: number;
  /** An hour. */
  rate: number;
  operators: number;
  talk: number;
  wrapUp: number;
  service: 'exponential' | 'lognormal' | 'fixed';
  /** Seconds; Infinity for callers who never leave. */
  patience: number;
  answerDelay: number;
  seed: number;
  engine?: QueueEngineName;
  target: { share: number; seconds: number };
  /** The files of `--history` and `--day`; how often the day comes. */
  history?: string;
  day?: string;
  days?: number;
  /** Shares of offers that are rejected, or ring in vain. */
  reject?: number;
  silent?: number;
  switch?: Record<string, string>;
  switches?: string;
}

/** A day: an endlessly patient caller still meets an end. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** What the flags, the day file and the project's own bundle make together. */
export async function simulateOptions(root: string, flags: SimulateFlags): Promise<SimulateOptions> {
  checkShares(flags);
  const day = flags.day === undefined ? null : readDay(path.resolve(root, flags.day), flags.day);
  const config = await readConfig(root);
  const engine = flags.engine ?? config.franchises[0]?.queue.engine ?? 'smartqueue';
  const switches = await readSwitches(root, { pairs: flags.switch, file: flags.switches });
  const traffic = await trafficOf(root, flags, day);
  return {
    ...(await bundleOf(root, { config, engine, isPatient: flags.patience === Infinity })),
    engine,
    calls: day ? callsOf(traffic, flags.days ?? 1) : flags.calls,
    traffic,
    operators: operatorsOf(flags, day),
    patienceSeconds: flags.patience === Infinity ? null : flags.patience,
    target: flags.target,
    seed: flags.seed,
    switches,
  };
}

function checkShares({ reject = 0, silent = 0 }: SimulateFlags): void {
  if (reject + silent <= 1) return;
  throw new UserError(`--reject ${percent(reject)} and --silent ${percent(silent)} are more than all offers; together they may be 100 at the most.`);
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

function operatorsOf({ talk, wrapUp, service, operators, answerDelay, reject = 0, silent = 0 }: SimulateFlags, day: Day | null): SimulateOptions['operators'] {
  return {
    count: day ? day.shifts.length : operators, talkSeconds: talk, wrapUpSeconds: wrapUp, service, answerDelaySeconds: answerDelay,
    rejectShare: reject, silentShare: silent, ...(day ? { shifts: day.shifts } : {}),
  };
}

/** So many days' worth of calls. */
function callsOf(traffic: SimulateOptions['traffic'], days: number): number {
  if (traffic.kind === 'profile') return Math.max(1, Math.round(days * traffic.ratesPerHour.reduce((sum, rate) => sum + rate, 0)));
  return traffic.kind === 'history' ? days * traffic.recorded.length : 1;
}

/** With `--patience inf` a variant without any limit of the wait; else the very bundle that is deployed. */
async function bundleOf(
  root: string,
  { config, engine, isPatient }: { config: NormalConfig; engine: QueueEngineName; isPatient: boolean },
): Promise<Pick<SimulateOptions, 'bundle' | 'ground' | 'utcOffsetMinutes'>> {
  const variant = structuredClone(withEngine(config, engine));
  if (isPatient) for (const franchise of variant.franchises) endlessWait(franchise);
  const [scenario] = await buildScenarios({ root, config: variant, environment: environmentOf(variant, 'local') });
  const franchise = variant.franchises.find(({ name }) => name === scenario?.franchise);
  if (!scenario || !franchise) throw new UserError('The config has no franchise with a scenario; there is nothing to simulate.');
  const { queue, numbers } = franchise;
  return {
    bundle: { name: scenario.name, code: scenario.code },
    ground: {
      queueName: queue.name, number: numbers[0] ?? '', secrets: madeUpSecrets(config),
      maxWaitSeconds: queue.maxWaitSeconds, maxSize: queue.maxSize,
    },
    utcOffsetMinutes: (await loadSimulation()).utcOffsetMinutes(franchise.timeZone),
  };
}

function endlessWait({ call, queue }: NormalConfig['franchises'][number]): void {
  call.maxWaitSeconds = LONGEST_WAIT_SECONDS;
  queue.maxWaitSeconds = null;
  queue.maxSize = null;
}

async function trafficOf(root: string, { history, rate }: SimulateFlags, day: Day | null): Promise<SimulateOptions['traffic']> {
  if (day?.callsPerHour) return { kind: 'profile', ratesPerHour: day.callsPerHour };
  const file = day?.history ?? (history === undefined ? null : path.resolve(root, history));
  if (file === null) return { kind: 'constant', ratePerHour: rate };
  const { readHistoryCsv } = await loadSimulation();
  try {
    const recorded = readHistoryCsv(readText(file));
    if (recorded.length === 0) throw new Error('it has no calls; give one with at least a line below its head');
    return { kind: 'history', recorded };
  } catch (cause) {
    throw new UserError(`The call history ${path.relative(root, file)}: ${(cause as Error).message}`, { cause });
  }
}
