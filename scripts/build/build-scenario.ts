import { createHash } from 'node:crypto';
import type { CallSettings } from '../../contracts/call-settings';
import type { BuiltScenario } from './built-scenario';
import { overBudget } from './budget';
import { bundleScenario, type SourceMap } from './bundle';
import { SETTINGS_INPUT } from './cloud-plugins';
import { namesOfBundle, type NamesOfBundle } from './free-names';
import { foreignNames, missingRequires, neededModules } from './inspect';
import { BuildError, type BuildProblem } from './problem';

export interface ScriptSource {
  root: string;
  /** Entry file relative to the project. */
  file: string;
  settings: CallSettings;
}

export type ScriptResult =
  | { ok: true; script: Omit<BuiltScenario, 'name' | 'franchise' | 'source'>; /** Every file that was read. */ sources: readonly string[] }
  | { ok: false; problems: BuildProblem[] };

/** Bundles one entry with its settings, puts its `require` lines above it and looks through the result. */
export async function buildScenario(source: ScriptSource): Promise<ScriptResult> {
  const { file } = source;
  const bundle = await bundleScenario(source);
  if (!bundle.ok) return bundle;
  const names = namesOfBundle(bundle.code);
  const modules = modulesOf(names, bundle.required);
  const code = withHead(bundle.code, modules);
  const script = {
    code,
    map: belowHead(bundle.map, modules),
    bytes: Buffer.byteLength(code),
    sha256: createHash('sha256').update(code).digest('hex'),
    settingsBytes: bundle.inputs.find((input) => input.file === SETTINGS_INPUT)?.bytes ?? 0,
    inputs: bundle.inputs,
  };
  const problems = [
    ...foreignNames(names, { ...bundle, file }),
    ...missingRequires(names, { ...bundle, file, script: code }),
    ...overBudget({ file, bytes: script.bytes, settingsBytes: script.settingsBytes, inputs: script.inputs }),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, script, sources: bundle.sources };
}

/** One script of settings that no config holds, for trying things out. */
export async function buildScript(source: ScriptSource): Promise<string> {
  const bundle = await bundleScenario(source);
  if (!bundle.ok) throw new BuildError(bundle.problems);
  return withHead(bundle.code, modulesOf(namesOfBundle(bundle.code), bundle.required));
}

function modulesOf(names: NamesOfBundle, required: readonly string[]): string[] {
  return [...new Set([...neededModules(names), ...required])].sort();
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
