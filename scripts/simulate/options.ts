import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import { buildScenarios } from '../build/build-scenarios';
import type { NormalConfig } from '../config/normal-config';
import { environmentOf, readConfig } from '../config/read-config';
import { madeUpSecrets } from '../dial/secrets';
import { withEngine } from '../dial/variant';
import { loadSimulation, readSwitches, type SimulateOptions } from '../targets';
import { UserError } from '../user-error';

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
  history?: string;
  switch?: Record<string, string>;
  switches?: string;
}

/** A day: an endlessly patient caller still meets an end. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** What the flags and the project's own bundle make together. */
export async function simulateOptions(root: string, flags: SimulateFlags): Promise<SimulateOptions> {
  const config = await readConfig(root);
  const engine = flags.engine ?? config.franchises[0]?.queue.engine ?? 'smartqueue';
  const switches = await readSwitches(root, { pairs: flags.switch, file: flags.switches });
  const { talk, wrapUp, service, operators, answerDelay } = flags;
  return {
    ...(await bundleOf(root, { config, engine, isPatient: flags.patience === Infinity })),
    engine,
    calls: flags.calls,
    traffic: await trafficOf(root, flags),
    operators: { count: operators, talkSeconds: talk, wrapUpSeconds: wrapUp, service, answerDelaySeconds: answerDelay },
    patienceSeconds: flags.patience === Infinity ? null : flags.patience,
    target: flags.target,
    seed: flags.seed,
    switches,
  };
}

/** With `--patience inf` a variant without any limit of the wait; else the very bundle that is deployed. */
async function bundleOf(
  root: string,
  { config, engine, isPatient }: { config: NormalConfig; engine: QueueEngineName; isPatient: boolean },
): Promise<Pick<SimulateOptions, 'bundle' | 'ground'>> {
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
  };
}

function endlessWait({ call, queue }: NormalConfig['franchises'][number]): void {
  call.maxWaitSeconds = LONGEST_WAIT_SECONDS;
  queue.maxWaitSeconds = null;
  queue.maxSize = null;
}

async function trafficOf(root: string, { history, rate }: SimulateFlags): Promise<SimulateOptions['traffic']> {
  if (history === undefined) return { kind: 'constant', ratePerHour: rate };
  const file = path.resolve(root, history);
  const { readHistoryCsv } = await loadSimulation();
  try {
    return { kind: 'history', recorded: readHistoryCsv(readFileSync(file, 'utf8')) };
  } catch (cause) {
    throw new UserError(`--history ${history}: ${(cause as Error).message}`, { cause });
  }
}
