import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Explored } from './merge';

/** A violation and the file, seen from the root, that plays it again. */
export type KeptViolation = Explored['violations'][number] & { file: string };

/** Writes what broke an invariant for `vox replay`. */
export function keepHistories(root: string, { violations, seed }: Explored): KeptViolation[] {
  return violations.map((violation, index) => {
    const file = path.join('.vox', 'explore', `${violation.invariant}-${seed}-${index + 1}.json`);
    writeFileSync(path.join(root, file), `${JSON.stringify(violation.replay, null, 2)}\n`);
    return { ...violation, file };
  });
}
