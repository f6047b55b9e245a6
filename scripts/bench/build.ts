import { performance } from 'node:perf_hooks';
import { CODE_BUDGET_BYTES, SETTINGS_BUDGET_BYTES } from '../build/budget';
import { buildScenarios } from '../build/build-scenarios';
import type { CommandContext } from '../command';
import { environmentOf, readConfig } from '../config/read-config';
import type { BenchRow } from './row';

/** Size of each bundle, and how long building all of them takes. */
export async function benchBuild({ root }: CommandContext): Promise<BenchRow[]> {
  const config = await readConfig(root);
  const environment = environmentOf(config, 'local');
  const startMs = performance.now();
  const built = await buildScenarios({ root, config, environment });
  const wallMs = performance.now() - startMs;
  const sizes = built.flatMap(({ name, bytes, settingsBytes }): BenchRow[] => [
    { name: `${name} code`, value: bytes - settingsBytes, unit: 'bytes', peer: null, limit: CODE_BUDGET_BYTES },
    { name: `${name} settings`, value: settingsBytes, unit: 'bytes', peer: null, limit: SETTINGS_BUDGET_BYTES },
  ]);
  return [...sizes, { name: `build of ${built.length} scenarios`, value: Math.round(wallMs), unit: 'ms', peer: null, limit: null }];
}
