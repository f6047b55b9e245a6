import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isUnwritable } from '../file-trouble';
import { UserError } from '../user-error';
import { environmentFolder } from './folder';
import { lockFile, type LockAnswer } from './lock-file';

/** One deploy at a time in this folder. @returns what gives the lock back. */
export function takeLock(root: string, environment: string, nowMs: number): () => void {
  const file = path.join(environmentFolder(root, environment), 'lock');
  const { release, holder } = lockIn(file, nowMs);
  if (release) return release;
  throw new UserError(
    holder
      ? `Another deploy of "${environment}" has been running since ${holder.at} (process ${holder.pid} on ${holder.host}). ` +
        `Wait for it, or remove ${path.relative(root, file)} if you know that it is gone.`
      : `Another deploy of "${environment}" has begun this moment. Wait for it.`,
  );
}

/** Whoever can take the lock can keep what a deploy leaves behind. */
function lockIn(file: string, nowMs: number): LockAnswer {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    return lockFile(file, { nowMs });
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    throw new UserError(
      `A deploy keeps its lock, its state and the releases to go back to in ${path.dirname(file)}, which cannot be written ` +
        `(${(error as NodeJS.ErrnoException).code}). Nothing was written. Deploy from a folder that can be; \`vox plan\` works here.`,
      { cause: error },
    );
  }
}
