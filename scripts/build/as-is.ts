import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VALUE_LIMITS } from '../../contracts/platform-limits';
import type { NormalScenario } from '../config/normal-config';
import { kilobytes } from './budget';
import type { BuildResult } from './built-scenario';

/** A script that is uploaded as the file is; only that it is there and fits is looked at. */
export function readAsIs({ name, franchise, file }: NormalScenario, root: string): BuildResult {
  const refused = (what: string, remedy: string): BuildResult => ({ ok: false, problems: [{ file, line: 0, column: 0, what, remedy }] });
  let code: string;
  try {
    code = readFileSync(path.join(root, file), 'utf8');
  } catch {
    return refused('there is no such file', `write it, or correct scenarios.${name}.file`);
  }
  const bytes = Buffer.byteLength(code);
  const { most } = VALUE_LIMITS.scenarioScript;
  if (bytes > most) return refused(`it has ${kilobytes(bytes)}, and the cloud takes less than ${kilobytes(most + 1)}`, 'make it smaller');
  const sha256 = createHash('sha256').update(code).digest('hex');
  const map = { version: 3 as const, sources: [], names: [], mappings: '' };
  return { ok: true, built: { name, franchise, source: file, code, map, bytes, sha256, settingsBytes: 0, inputs: [{ file, bytes }] } };
}
