import { existsSync } from 'node:fs';
import path from 'node:path';

/** Names the folder where failing browser tests leave what was seen; it is made by the first of them. */
export const FAILURES_VARIABLE = 'VOX_FAILURES';

/** Told at the end of a run, if there is something to look at. */
export function setup(): () => void {
  const folder = path.resolve('.vox', 'failures', new Date().toISOString().replace(/[:.]/g, '-'));
  process.env[FAILURES_VARIABLE] = folder;
  return () => {
    if (existsSync(folder)) process.stdout.write(`\nWhat the failing browser tests saw: ${path.relative('.', folder)}\n`);
  };
}
