import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../read-text';

/** Where one environment's state lies; nothing in it is secret, and nobody else need read it. */
export const environmentFolder = (root: string, environment: string): string => path.join(root, '.vox', environment);

/** Written aside and then renamed, so that a reader never sees half of it. */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}.new`;
  // Flushed before it takes the name: a machine that loses its power keeps the old text or the new one.
  writeFileSync(aside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(aside, file);
}

/** undefined where there is none, or none that can be read. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch {
    return undefined;
  }
}
