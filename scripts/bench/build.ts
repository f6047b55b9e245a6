import { performance } from 'node:perf_hooks';
import { CODE_BUDGET_BYTES, SETTINGS_BUDGET_BYTES } from '../build/budget';
import { buildScenarios } from '../build/build-scenarios';
import type { CommandContext } from '../command';
import { environmentOf, readConfig } from '../config/read-config';
import { repeatedRow } from './repeat';
import type { BenchRow } from './row';

const REPEATED = 5;

/** Size of each bundle, and how long building all of them takes. */
export async function benchBuild(context: CommandContext): Promise<BenchRow[]> {
  const times: number[] = [];
  for (let n = 0; n < REPEATED; n++) {
    const startMs = performance.now();
    await build(context);
    times.push(performance.now() - startMs);
  }
  return [...(await countBuild(context)), repeatedRow({ name: 'build of all scenarios', unit: 'ms' }, times)];
}

/** Size of each bundle. */
export async function countBuild(context: CommandContext): Promise<BenchRow[]> {
  return (await build(context)).flatMap(({ name, bytes, settingsBytes }): BenchRow[] => [
    { name: `${name} code`, value: bytes - settingsBytes, unit: 'bytes', peer: null, limit: CODE_BUDGET_BYTES },
    { name: `${name} settings`, value: settingsBytes, unit: 'bytes', peer: null, limit: SETTINGS_BUDGET_BYTES },
  ]);
}

async function build({ root }: CommandContext) {
  const config = await readConfig(root);
  return buildScenarios({ root, config, environment: environmentOf(config, 'local') });
}
