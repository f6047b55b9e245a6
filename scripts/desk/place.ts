import path from 'node:path';

/** Where the desk keeps its data unless DATABASE_URL names a PostgreSQL. */
export function deskFolder(root: string): string {
  return path.join(root, '.vox', 'desk');
}
