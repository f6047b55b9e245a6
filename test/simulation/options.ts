import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import { environmentOf, readConfig } from '../../scripts/config/read-config';
import { withEngine } from '../../scripts/dial/variant';
import type { SimulateOptions } from '../../simulation';

const ROOT = path.resolve(import.meta.dirname, '../..');
const built = new Map<QueueEngineName, Promise<Pick<SimulateOptions, 'bundle' | 'ground'>>>();

/** The sample project's bundle with a wait of a day, under a constant load; `changes` on top. */
export async function optionsOf(load: { operators: number; load: number; serviceSeconds?: number }, changes: Partial<SimulateOptions> = {}): Promise<SimulateOptions> {
  const engine = changes.engine ?? 'smartqueue';
  const parts = built.get(engine) ?? buildPatient(engine);
  built.set(engine, parts);
  const talkSeconds = load.serviceSeconds ?? 60;
  return {
    ...(await parts), engine, calls: 5_000, patienceSeconds: null, target: { share: 0.8, seconds: 20 }, seed: 1,
    traffic: { kind: 'constant', ratePerHour: (load.load * load.operators * 3600) / talkSeconds },
    operators: { count: load.operators, talkSeconds, wrapUpSeconds: 0, service: 'exponential', answerDelaySeconds: 0 },
    ...changes,
  };
}

async function buildPatient(engine: QueueEngineName): Promise<Pick<SimulateOptions, 'bundle' | 'ground'>> {
  const config = structuredClone(withEngine(await readConfig(ROOT), engine));
  for (const franchise of config.franchises) franchise.call.maxWaitSeconds = 24 * 3600;
  const [scenario] = await buildScenarios({ root: ROOT, config, environment: environmentOf(config, 'local') });
  const franchise = config.franchises.find(({ name }) => name === scenario?.franchise);
  if (!scenario || !franchise) throw new Error('the sample has a scenario');
  return {
    bundle: { name: scenario.name, code: scenario.code },
    ground: {
      queueName: franchise.queue.name, number: franchise.numbers[0] ?? '', maxWaitSeconds: null, maxSize: null,
      secrets: { VOX_DESK_KEY_1: 'first-key', VOX_DESK_KEY_2: 'second-key' },
    },
  };
}
