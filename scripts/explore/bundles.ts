import type { QueueEngineName } from '../../contracts/call-events';
import type { CallSettings } from '../../contracts/call-settings';
import type { SmartQueuePriority } from '../../contracts/call-settings';
import { buildScript } from '../build/build-scenario';
import { callSettings } from '../config/call-settings';
import { environmentOf, readConfig } from '../config/read-config';
import { loadExplorer, type Bundles } from '../targets';
import { UserError } from '../user-error';

/**
 * The first franchise's scenario with short times and no words: the orders are
 * the same, and a history costs a tenth. One bundle for each direction of
 * SmartQueue's priority, since the environment states what the platform does.
 */
export async function bundlesToExplore(root: string, engine: QueueEngineName): Promise<Bundles> {
  const [config, { EXPLORED_TIMES }] = await Promise.all([readConfig(root), loadExplorer()]);
  const [franchise] = config.franchises;
  const [scenario] = config.scenarios;
  if (!franchise || !scenario) throw new UserError('The config has no franchise with a scenario; there is nothing to explore.');
  const written = callSettings(franchise, environmentOf(config, 'local'), config.operators);
  const settings: CallSettings = {
    version: 1,
    franchise: written.franchise,
    queue: { ...written.queue, engine, ringSeconds: EXPLORED_TIMES.ringSeconds },
    numbering: written.numbering,
    greeting: null,
    goodbye: null,
    operatorLost: null,
    musicUrl: 'https://sounds.invalid/music.mp3',
    maxWaitMs: EXPLORED_TIMES.maxWaitSeconds * 1_000,
    allowTestCalls: false,
    desk: { eventsUrl: 'https://desk.invalid/api/calls/events' },
  };
  const scriptFor = (smartQueuePriority: SmartQueuePriority) =>
    buildScript({ root, file: scenario.file, settings: { ...settings, queue: { ...settings.queue, smartQueuePriority } } });
  const [larger, smaller] = await Promise.all([scriptFor('larger-first'), scriptFor('smaller-first')]);
  return { settings, script: { 'larger-first': larger, 'smaller-first': smaller } };
}
