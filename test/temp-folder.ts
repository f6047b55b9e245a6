import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folder of the server that all files of a run share, see desk/support/shared-postgres.ts. */
export const SHARED_POSTGRES = 'shared-postgres';

/** One folder for all that a run of the tests leaves in the temporary one, gone with the run. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-tests-'));
  // PostgreSQL runs as another user, who has to pass.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  return () => {
    endPostgres(path.join(folder, SHARED_POSTGRES, 'server.json'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
}

function endPostgres(said: string): void {
  if (!existsSync(said)) return;
  const { pid } = JSON.parse(readFileSync(said, 'utf8')) as { pid?: number };
  // At once: its files go next.
  if (pid !== undefined) process.kill(pid, 'SIGQUIT');
}
