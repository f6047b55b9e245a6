import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MIGRATIONS } from '../../../desk/database/migrations';
import { openDatabase } from '../../../desk/database/open';

const CACHE = path.resolve(import.meta.dirname, '../../../node_modules/.cache/desk-pglite');

/** A folder with a migrated, empty PGlite, copied from one that was made once: making takes seconds, copying does not. */
export async function freshPgliteFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-pglite-'));
  rmSync(folder, { recursive: true });
  cpSync(await template(), folder, { recursive: true });
  return folder;
}

async function template(): Promise<string> {
  const version = readFileSync(path.resolve(import.meta.dirname, '../../../node_modules/@electric-sql/pglite/package.json'), 'utf8');
  const place = `${CACHE}-${createHash('sha256').update(version).update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 16)}`;
  if (existsSync(place)) return place;
  const making = `${place}-${process.pid}`;
  const database = await openDatabase({ folder: making });
  await database.close();
  // Another worker may have been quicker; its template is as good.
  try {
    renameSync(making, place);
  } catch {
    rmSync(making, { recursive: true, force: true });
  }
  return place;
}
