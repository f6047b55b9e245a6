import { createHash } from 'node:crypto';
import type { CallSettings } from '../../contracts/call-settings';
import { callSettings } from '../config/call-settings';
import type { NormalConfig, NormalEnvironment, NormalScenario } from '../config/normal-config';
import { overBudget } from './budget';
import { bundleScenario, type BundleInput, type SourceMap } from './bundle';
import { SETTINGS_INPUT } from './cloud-plugins';
import { namesOfBundle } from './free-names';
import { foreignNames, missingRequires, neededModules } from './inspect';
import { BuildError, type BuildProblem } from './problem';

/** One script as it is uploaded. */
export interface BuiltScenario {
  /** The name under which it is deployed, e.g. `inbound-center`. */
  name: string;
  franchise: string;
  /** The entry that it was built from, relative to the project. */
  source: string;
  code: string;
  map: SourceMap;
  /** UTF-8; the script is ASCII, so also its characters. */
  bytes: number;
  /** Of `code`, hex. */
  sha256: string;
  settingsBytes: number;
  inputs: BundleInput[];
}

/** Builds every scenario that a rule names; throws one BuildError with every problem in it. */
export async function buildScenarios(build: {
  root: string;
  config: NormalConfig;
  environment: NormalEnvironment;
}): Promise<BuiltScenario[]> {
  const results = await Promise.all(build.config.scenarios.map((scenario) => buildScenario(scenario, build)));
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new BuildError(problems);
  return results.flatMap((result) => (result.ok ? [result.built] : []));
}

/** One script of settings that no config holds, for trying things out. */
export async function buildScript(source: { root: string; file: string; settings: CallSettings }): Promise<string> {
  const bundle = await bundleScenario(source);
  if (!bundle.ok) throw new BuildError(bundle.problems);
  return withHead(bundle.code, modulesOf(bundle));
}

function modulesOf({ code, required }: { code: string; required: readonly string[] }): string[] {
  return [...new Set([...neededModules(namesOfBundle(code)), ...required])].sort();
}

type Result = { ok: true; built: BuiltScenario } | { ok: false; problems: BuildProblem[] };

async function buildScenario(
  scenario: NormalScenario,
  { root, config, environment }: { root: string; config: NormalConfig; environment: NormalEnvironment },
): Promise<Result> {
  const franchise = config.franchises.find(({ name }) => name === scenario.franchise);
  if (!franchise) throw new Error(`scenario ${scenario.name} names the unknown franchise ${scenario.franchise}`);
  const settings = callSettings(franchise, environment);
  const bundle = await bundleScenario({ root, file: scenario.file, settings });
  if (!bundle.ok) return bundle;

  const names = namesOfBundle(bundle.code);
  const modules = modulesOf(bundle);
  const code = withHead(bundle.code, modules);
  const built: BuiltScenario = {
    name: scenario.name,
    franchise: franchise.name,
    source: scenario.file,
    code,
    map: belowHead(bundle.map, modules),
    bytes: Buffer.byteLength(code),
    sha256: createHash('sha256').update(code).digest('hex'),
    settingsBytes: bundle.inputs.find(({ file }) => file === SETTINGS_INPUT)?.bytes ?? 0,
    inputs: bundle.inputs,
  };
  const problems = [
    ...foreignNames(names, { map: bundle.map, file: scenario.file }),
    ...missingRequires(names, { map: bundle.map, file: scenario.file, script: code }),
    ...overBudget({ file: scenario.file, bytes: built.bytes, settingsBytes: built.settingsBytes, inputs: built.inputs }),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, built };
}

/** `require` lines stand verbatim above the code, each on a line of its own, since the cloud may search for them. */
function withHead(code: string, modules: readonly string[]): string {
  return [...headLines(modules), code].join('\n');
}

function headLines(modules: readonly string[]): string[] {
  return ['"use strict";', ...modules.map((module) => `require(Modules.${module});`)];
}

/** A line of a source map's mappings ends with `;`. */
function belowHead(map: SourceMap, modules: readonly string[]): SourceMap {
  return { ...map, mappings: ';'.repeat(headLines(modules).length) + map.mappings };
}
