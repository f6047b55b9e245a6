import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isUnwritable } from '../file-trouble';
import type { BuiltScenario } from './built-scenario';

/** Where bundles and their source maps lie, by the hash of the code, relative to the project. */
export const BUNDLES_FOLDER = '.vox/bundles';

/**
 * Keeps each script and its source map under the script's hash, so that a stack
 * trace from the cloud can be read long after. Returns the scripts' files by name;
 * in a read-only checkout nothing is kept, and those that are not there are missing.
 */
export function keepBundles(root: string, built: readonly BuiltScenario[]): Map<string, string> {
  return new Map(built.filter((one) => isKept(root, one)).map(({ name, sha256 }) => [name, fileOf(sha256)]));
}

const fileOf = (sha256: string): string => `${BUNDLES_FOLDER}/${sha256}.js`;

function isKept(root: string, { sha256, bytes, code, map }: BuiltScenario): boolean {
  const script = path.join(root, fileOf(sha256));
  if (isWhole(script, bytes)) return true;
  try {
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(`${script}.map`, JSON.stringify(map));
    writeFileSync(script, code);
    return true;
  } catch (error) {
    if (isUnwritable(error)) return false;
    throw error;
  }
}

/** The script is written last, so with it the map is whole too. */
function isWhole(script: string, bytes: number): boolean {
  return statSync(script, { throwIfNoEntry: false })?.size === bytes;
}
