import { closeSync, ftruncateSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import path from 'node:path';
import { Mistake } from '../../contracts/desk-failures';

/** In the folder, since a volume that two containers share may begin there. PostgreSQL leaves it alone. */
const LOCK_FILE = 'vox-desk.lock';
const OTHERWISE = 'or share one PostgreSQL by DATABASE_URL';

/** Of this process, by their true paths: what is said of a second opening is another sentence. */
const held = new Set<string>();

/**
 * Claims a database folder for this process. The operating system keeps the claim: it holds whatever process ids the
 * others have (containers), and ends with the process, however that ends. Returns the release.
 */
export function lockFolder(folder: string): () => void {
  const place = realpathSync(folder);
  const file = path.join(place, LOCK_FILE);
  const handle = open(file, folder);
  try {
    if (!tryLock(handle, folder)) throw inUse(folder, { place, file });
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  held.add(place);
  sayWho(handle);
  return () => {
    if (held.delete(place)) closeSync(handle);
  };
}

function open(file: string, folder: string): number {
  try {
    return openSync(file, 'a+', 0o600);
  } catch (cause) {
    throw new Mistake(`The database folder ${folder} cannot be written to (${codeOf(cause)}). Give it to the desk's user, ${OTHERWISE}.`, cause);
  }
}

function tryLock(handle: number, folder: string): boolean {
  try {
    const native = createRequire(import.meta.url)('fs-native-extensions') as { tryLock(handle: number): boolean };
    return native.tryLock(handle);
  } catch (cause) {
    throw new Mistake(
      `The database folder ${folder} cannot be locked on this system (${codeOf(cause)}), and two desks would destroy it. `
      + `Put it on a disk that knows locks, ${OTHERWISE}.`, cause);
  }
}

/** For the sentence that the next one gets; the lock holds without it, on a full disk too. */
function sayWho(handle: number): void {
  try {
    ftruncateSync(handle);
    writeSync(handle, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}`);
  } catch {
    // Whoever holds it stays unnamed.
  }
}

function inUse(folder: string, { place, file }: { place: string; file: string }): Mistake {
  if (held.has(place)) return new Mistake(`The database folder ${folder} is already open in this process.`);
  return new Mistake(`The database folder ${folder} is in use by another desk${holderIn(file)}. Stop that desk, ${OTHERWISE}.`);
}

function holderIn(file: string): string {
  try {
    const holder = readFileSync(file, 'utf8');
    return holder === '' ? '' : ` (${holder})`;
  } catch {
    // Windows lets nobody read what is locked.
    return '';
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
