import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { UserError } from '../user-error';
import { environmentFolder } from './folder';

interface Holder {
  pid: number;
  host: string;
  at: string;
}

/** One deploy at a time in this folder. @returns what gives the lock back. */
export function takeLock(root: string, environment: string, nowMs: number): () => void {
  const file = path.join(environmentFolder(root, environment), 'lock');
  mkdirSync(path.dirname(file), { recursive: true });
  if (!tryLock(file, nowMs)) {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) {
      throw new UserError(
        `Another deploy of "${environment}" has been running since ${holder.at} (process ${holder.pid} on ${holder.host}). ` +
          `Wait for it, or remove ${path.relative(root, file)} if you know that it is gone.`,
      );
    }
    // Its owner was killed.
    rmSync(file, { force: true });
    if (!tryLock(file, nowMs)) throw new UserError(`Another deploy of "${environment}" has begun this moment. Wait for it.`);
  }
  return () => rmSync(file, { force: true });
}

function tryLock(file: string, nowMs: number): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), at: new Date(nowMs).toISOString() };
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, JSON.stringify(holder));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** On another machine it cannot be asked: then it counts as alive. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
