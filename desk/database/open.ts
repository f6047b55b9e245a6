import { migrate } from './migrate';
import { openPglite } from './pglite';
import type { Database } from './port';
import { openPostgres } from './postgres';

export interface DatabasePlace {
  /** `postgres://…`; wins over the folder. */
  url?: string;
  /** PGlite's folder; without folder and url: in memory. */
  folder?: string;
  onError?: (error: Error) => void;
  /** What becomes of the database while it is open, in sentences; how far migrations are. */
  note?: (text: string) => void;
}

/** Opens the desk's database and brings its tables up to date. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const database = place.url
    ? await openPostgres(place.url, place.onError ? { onError: place.onError } : {})
    : await openPglite({ ...(place.folder === undefined ? {} : { folder: place.folder }), ...(place.note ? { note: place.note } : {}) });
  try {
    await migrate(database, place.note ? { note: place.note } : {});
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
