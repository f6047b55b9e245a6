import { accessSync, constants, statfsSync } from 'node:fs';

export interface Room { bytes: number; files: number }

/**
 * No statement of the desk writes more than this before the next look. PGlite panics where its log cannot grow, so it is
 * never asked to. The files are parts of tables and of the log.
 */
export const ROOM: Room = { bytes: 8 * 1_048_576, files: 32 };
const MEGABYTE = 1_048_576;

/** Why nothing may be written in a folder now; null: there is room. */
export function lackOfRoom(folder: string, room = ROOM): string | null {
  try {
    // A read-only disk refuses its administrator too.
    accessSync(folder, constants.W_OK);
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    if (bavail * bsize < room.bytes) return `${inMegabytes(bavail * bsize)} of the disk are free, ${inMegabytes(room.bytes)} are needed`;
    // Some file systems make inodes as they need them, and count none.
    if (files > 0 && ffree < room.files) return `the disk has room for ${ffree} more files, ${room.files} are needed`;
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'EROFS') return 'its disk is read-only';
  if (code === 'ENOENT') return 'its folder is gone';
  return `its folder cannot be written to (${code})`;
}
