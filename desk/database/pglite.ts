import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Mistake } from '../../contracts/desk-failures';
import { embeddedDatabase } from './embedded-database';
import { lockFolder } from './folder-lock';
import { startPgliteThread } from './pglite-thread';
import type { Database } from './port';
import { makePrivate } from './private-folder';
import { lackOfRoom, ROOM, type Room } from './room';

/** What an empty database takes beside: 29 MB and 1,010 files, measured. */
const NEW: Room = { bytes: ROOM.bytes + 32 * 1_048_576, files: ROOM.files + 1_100 };

export interface PgliteOptions {
  /** Without one: in memory. */
  folder?: string;
  /** What becomes of the database while it is open, in sentences. */
  note?: (text: string) => void;
}

/**
 * PostgreSQL inside this process, in a folder or, without one, in memory.
 * A folder belongs to one process at a time; a second one is refused, since two would destroy it.
 */
export async function openPglite({ folder, note = () => undefined }: PgliteOptions): Promise<Database> {
  if (folder === undefined) return embeddedDatabase({ folder: null, thread: await startPgliteThread(null), release: () => undefined, note });
  makePrivate(folder);
  const release = lockFolder(folder);
  try {
    refuseWithoutRoom(folder);
    // PGlite opens no link.
    const place = realpathSync(folder);
    const thread = await startPgliteThread(place).catch((cause: unknown) => {
      throw new Mistake(`The desk's database in ${folder} does not open (${cause instanceof Error ? messageOf(cause) : String(cause)}). Put a backup in its place.`, cause);
    });
    return embeddedDatabase({ folder: place, thread, release, note });
  } catch (error) {
    release();
    throw error;
  }
}

/** Opening writes, and where it cannot, leaves half a database. */
function refuseWithoutRoom(folder: string): void {
  const isNew = !existsSync(path.join(folder, 'PG_VERSION'));
  const why = lackOfRoom(folder, isNew ? NEW : ROOM);
  if (why !== null) throw new Mistake(`The desk's database in ${folder} cannot be opened: ${why}. Make room, then start again.`);
}

function messageOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message : message;
}
