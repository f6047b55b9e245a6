import path from 'node:path';
import * as esbuild from 'esbuild';
import type { CallSettings } from '../../contracts/call-settings';
import { INTERNAL_PROPERTIES } from './internal-names';
import { cloudImportsOnly, requireLines, SETTINGS_INPUT, settingsModule } from './cloud-plugins';
import type { BuildProblem } from './problem';

/** esbuild's answer for one scenario, before it is looked at. */
export type Bundle = BundledScript | { ok: false; problems: BuildProblem[] };

export interface BundledScript {
  ok: true;
  code: string;
  map: SourceMap;
  /** What each file contributes, largest first. */
  inputs: BundleInput[];
  required: string[];
  /** Every file that was read, relative to the project, also where nothing of it is in the bundle. */
  sources: string[];
}

/** Source map version 3, paths relative to the project. */
export interface SourceMap {
  version: 3;
  sources: string[];
  sourcesContent?: (string | null)[];
  names: string[];
  mappings: string;
}

/** What a source file contributes to the bundle. */
export interface BundleInput {
  file: string;
  bytes: number;
}

/** One IIFE of ES2020, minified, ASCII; the same sources give the same bytes on every machine. */
export async function bundleScenario(source: { root: string; file: string; settings: CallSettings }): Promise<Bundle> {
  const { root, file, settings } = source;
  const required = new Set<string>();
  try {
    const result = await esbuild.build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile: 'scenario.js',
      write: false,
      bundle: true,
      format: 'iife',
      platform: 'neutral',
      target: 'es2020',
      minify: true,
      mangleProps: INTERNAL_PROPERTIES,
      charset: 'ascii',
      legalComments: 'none',
      sourcemap: 'external',
      metafile: true,
      // A project's own tsconfig must not change what is uploaded.
      tsconfigRaw: { compilerOptions: { target: 'ES2020', useDefineForClassFields: true } },
      plugins: [settingsModule(settings), cloudImportsOnly(), requireLines(required)],
      logLevel: 'silent',
    });
    return {
      ok: true, ...filesOf(result), inputs: inputsOf(result.metafile), required: [...required],
      sources: Object.keys(result.metafile.inputs).filter((input) => input !== SETTINGS_INPUT),
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ok: false, problems: error.errors.map((message) => problemOf(message, { file, root })) };
  }
}

function filesOf(result: { outputFiles: esbuild.OutputFile[] }): { code: string; map: SourceMap } {
  const text = (ending: string) => result.outputFiles.find(({ path: name }) => name.endsWith(ending))?.text ?? '';
  return { code: text('.js'), map: JSON.parse(text('.map')) as SourceMap };
}

function inputsOf(metafile: esbuild.Metafile): BundleInput[] {
  const output = Object.entries(metafile.outputs).find(([name]) => name.endsWith('.js'))?.[1];
  return Object.entries(output?.inputs ?? {})
    .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }))
    .sort((left, right) => right.bytes - left.bytes);
}

function problemOf({ text, location, detail }: esbuild.Message, { file, root }: { file: string; root: string }): BuildProblem {
  const remedy = (detail as { remedy?: string } | undefined)?.remedy;
  return {
    file: location ? path.relative(root, path.resolve(root, location.file)) : file,
    line: location?.line ?? 0,
    column: location ? location.column + 1 : 0,
    what: text,
    remedy: remedy ?? 'correct it at that place',
  };
}

function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
