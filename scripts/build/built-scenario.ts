import type { BundleInput, SourceMap } from './bundle';
import type { BuildProblem } from './problem';

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

export type BuildResult = { ok: true; built: BuiltScenario } | { ok: false; problems: BuildProblem[] };
