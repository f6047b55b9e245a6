import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltScenario } from './built-scenario';

/** Where bundles and their source maps lie, by the hash of the code, relative to the project. */
export const BUNDLES_FOLDER = '.vox/bundles';

/**
 * Keeps each script and its source map under the script's hash, so that a stack
 * trace from the cloud can be read long after. Returns the scripts' files by name.
 */
export function keepBundles(root: string, built: readonly BuiltScenario[]): Map<string, string> {
  mkdirSync(path.join(root, BUNDLES_FOLDER), { recursive: true });
  return new Map(
    built.map((one) => {
      const file = `${BUNDLES_FOLDER}/${one.sha256}.js`;
      const script = path.join(root, file);
      if (!isWhole(script, one.bytes)) {
        writeFileSync(`${script}.map`, JSON.stringify(one.map));
        writeFileSync(script, one.code);
      }
      return [one.name, file];
    }),
  );
}

/** The script is written last, so with it the map is whole too. */
function isWhole(script: string, bytes: number): boolean {
  return statSync(script, { throwIfNoEntry: false })?.size === bytes;
}
