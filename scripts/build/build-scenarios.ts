import type { NormalConfig, NormalEnvironment, NormalScenario } from '../config/normal-config';
import { callSettings } from '../config/call-settings';
import type { CallSettings } from '../../contracts/call-settings';
import { readAsIs } from './as-is';
import type { BuildResult, BuiltScenario } from './built-scenario';
import { keepBundles } from './keep-bundles';
import { keepBuild, keptBuild, SourceHashes, type BuildKey } from './kept-build';
import { BuildError } from './problem';

export interface BuildOptions {
  root: string;
  config: NormalConfig;
  environment: NormalEnvironment;
  /** Names the version of vox, so that what it once built can be kept; left out: everything is built. */
  tool?: string | undefined;
}

/** Set by `bin/vox.mjs`: the hash of vox's own sources. */
export const TOOL_VARIABLE = 'VOX_SOURCES';

/** Builds every scenario that a rule names; throws one BuildError with every problem in it. */
export async function buildScenarios(build: BuildOptions): Promise<BuiltScenario[]> {
  const hashes = new SourceHashes(build.root);
  const results = await Promise.all(build.config.scenarios.map((scenario) => keptOrBuilt(scenario, build, hashes)));
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new BuildError(problems);
  return results.flatMap((result) => (result.ok ? [result.built] : []));
}

async function keptOrBuilt(scenario: NormalScenario, build: BuildOptions, hashes: SourceHashes): Promise<BuildResult> {
  const { root, tool } = build;
  if (scenario.asIs) return readAsIs(scenario, root);
  const settings = settingsOf(scenario, build);
  const names = { name: scenario.name, franchise: scenario.franchise, source: scenario.file };
  const key: BuildKey | undefined = tool === undefined ? undefined : { root, tool, file: scenario.file, settings };
  const kept = key && keptBuild(key, hashes);
  if (kept) return { ok: true, built: Object.assign(kept, names) };
  const { buildScenario } = await import('./build-scenario');
  const result = await buildScenario({ root, file: scenario.file, settings });
  if (!result.ok) return result;
  const built = { ...names, ...result.script };
  if (key) {
    keepBundles(root, [built]);
    const { sha256, settingsBytes, inputs } = built;
    keepBuild(key, { sha256, settingsBytes, inputs, sources: hashes.of(result.sources) });
  }
  return { ok: true, built };
}

/** Under this name under `scenarios` stands the one that calls out, for all franchises. */
const OUTBOUND = 'outbound';

function callerIds({ franchises }: NormalConfig): Record<string, string> {
  return Object.fromEntries(franchises.flatMap(({ name, numbers: [number] }) => (number === undefined ? [] : [[name, `+${number}`]])));
}

function settingsOf({ name, franchise: wanted }: NormalScenario, { config, environment }: BuildOptions): CallSettings {
  const franchise = config.franchises.find((candidate) => candidate.name === wanted);
  if (!franchise) throw new Error(`scenario ${name} names the unknown franchise ${wanted}`);
  const settings = callSettings(franchise, environment, config.operators);
  return name.startsWith(`${OUTBOUND}-`) ? { ...settings, callerIds: callerIds(config) } : settings;
}
