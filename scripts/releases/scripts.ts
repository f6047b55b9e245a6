import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUNDLES_FOLDER } from '../build/keep-bundles';

const scriptFile = (root: string, sha256: string): string => path.join(root, BUNDLES_FOLDER, `${sha256}.js`);

/** A script that was built or deployed from here, by its hash. */
export function keptScript(root: string, sha256: string): string | undefined {
  return existsSync(scriptFile(root, sha256)) ? readFileSync(scriptFile(root, sha256), 'utf8') : undefined;
}

/** Keeps a script for a later rollback. */
export function keepScript(root: string, sha256: string, script: string): void {
  mkdirSync(path.join(root, BUNDLES_FOLDER), { recursive: true });
  if (!existsSync(scriptFile(root, sha256))) writeFileSync(scriptFile(root, sha256), script, { mode: 0o600 });
}
