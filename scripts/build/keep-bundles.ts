import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltScenario } from './build-scenarios';

/** Where bundles and their source maps lie, by the hash of the code, relative to the project. */
export const BUNDLES_FOLDER = '.vox/bundles';

/**
 * Keeps each script and its source map under the script's hash, so that a stack
 * trace from the cloud can be read long after. Returns the scripts' files by name.
 */
export function keepBundles(root: string, built: readonly BuiltScenario[]): Map<string, string> {
  mkdirSync(path.join(root, BUNDLES_FOLDER), { recursive: true });
  return new Map(
    built.map(({ name, sha256, code, map }) => {
      const file = `${BUNDLES_FOLDER}/${sha256}.js`;
      writeFileSync(path.join(root, file), code);
      writeFileSync(path.join(root, `${file}.map`), JSON.stringify(map));
      return [name, file];
    }),
  );
}
