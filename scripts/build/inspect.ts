import { getLineInfo } from 'acorn';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceMap } from './bundle';
import { describeForeign, isKnownInCloud, moduleOf } from './cloud-names';
import type { NameUse, NamesOfBundle } from './free-names';
import type { BuildProblem } from './problem';

/** A bundle as esbuild made it, and the entry that it was made from. */
interface Bundled {
  code: string;
  map: SourceMap;
  file: string;
}

/** Modules that the bundle's names need, in alphabetical order. */
export function neededModules({ free, members }: NamesOfBundle): string[] {
  const needed = [...free, ...members].flatMap(({ name }) => moduleOf(name) ?? []);
  return [...new Set(needed)].sort();
}

/** Names that the cloud does not have, at their places in the sources. */
export function foreignNames(names: NamesOfBundle, source: Bundled): BuildProblem[] {
  return names.free
    .filter(({ name }) => !isKnownInCloud(name))
    .map((use) => ({ ...placeOf(use, source), ...describeForeign(use.name) }));
}

/**
 * Names of a module whose `require` line is not at the head of the finished
 * script: such a script dies at that name in the cloud.
 */
export function missingRequires(names: NamesOfBundle, source: Bundled & { script: string }): BuildProblem[] {
  return [...names.free, ...names.members].flatMap((use) => {
    const module = moduleOf(use.name);
    if (module === undefined || hasRequireLine(source.script, module)) return [];
    return [{
      ...placeOf(use, source),
      what: `\`${use.name}\` is there only after require(Modules.${module}), and the bundle does not require it`,
      remedy: `add the line \`require(Modules.${module});\` to the scenario`,
    }];
  });
}

export function hasRequireLine(script: string, module: string): boolean {
  return script.split('\n').includes(`require(Modules.${module});`);
}

function placeOf({ offset }: NameUse, { code, map, file }: Bundled): Pick<BuildProblem, 'file' | 'line' | 'column'> {
  const original = originalPositionFor(new TraceMap({ ...map, version: 3 }), getLineInfo(code, offset));
  if (original.source === null) return { file, line: 0, column: 0 };
  return { file: original.source, line: original.line, column: original.column + 1 };
}
