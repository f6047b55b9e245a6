import type { NormalConfig, NormalEnvironment, NormalScenario } from '../config/normal-config';
import { callSettings } from '../config/call-settings';
import type { CallSettings } from '../../contracts/call-settings';
import type { BundleInput, SourceMap } from './bundle';
import { readAsIs } from './as-is';
import { keepBundles } from './keep-bundles';
import { keepBuild, keptBuild, SourceHashes, type BuildKey } from './kept-build';
import { BuildError, type BuildProblem } from './problem';

/** One script as it is uploaded. */
export interface BuiltScenario {
  /** The name under which it is deployed, e.g. `inbound-center`. */
  name: string;
  franchise: string;
  /** The entry that it was built from, relative to the project. */
  source: string;
  code: string;
  /** Of a build that was kept it is read when it is asked for. */
  readonly map: SourceMap;
  /** UTF-8; the script is ASCII, so also its characters. */
  bytes: number;
  /** Of `code`, hex. */
  sha256: string;
  settingsBytes: number;
  inputs: BundleInput[];
}

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

export type BuildResult = { ok: true; built: BuiltScenario } | { ok: false; problems: BuildProblem[] };

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
