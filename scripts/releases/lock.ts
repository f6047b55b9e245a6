import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../user-error';
import { environmentFolder } from './folder';
import { lockFile } from './lock-file';

/** One deploy at a time in this folder. @returns what gives the lock back. */
export function takeLock(root: string, environment: string, nowMs: number): () => void {
  const file = path.join(environmentFolder(root, environment), 'lock');
  mkdirSync(path.dirname(file), { recursive: true });
  const { release, holder } = lockFile(file, { nowMs });
  if (release) return release;
  throw new UserError(
    holder
      ? `Another deploy of "${environment}" has been running since ${holder.at} (process ${holder.pid} on ${holder.host}). ` +
        `Wait for it, or remove ${path.relative(root, file)} if you know that it is gone.`
      : `Another deploy of "${environment}" has begun this moment. Wait for it.`,
  );
}
