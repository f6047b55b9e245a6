import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Mistake } from '../../contracts/desk-failures';

const FOR_OTHERS = 0o077;

/**
 * Makes a folder that only its owner can look into, whatever the umask; one that was there is closed to others, with all
 * that lies in it: numbers and comments are customers'.
 */
export function makePrivate(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Windows knows no such modes.
    if (process.platform === 'win32') return;
    closeToOthers(folder);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isSymbolicLink()) closeToOthers(path.join(entry.parentPath, entry.name));
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new Mistake(
      `The database folder ${folder} cannot be made, or made the desk's alone (${code}). Give it to the desk's user, or share one PostgreSQL by DATABASE_URL.`,
      cause);
  }
}

function closeToOthers(file: string): void {
  const { mode } = statSync(file);
  if ((mode & FOR_OTHERS) !== 0) chmodSync(file, mode & 0o7700);
}
