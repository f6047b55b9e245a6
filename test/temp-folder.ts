import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One folder for all that a run of the tests leaves in the temporary one, gone with the run. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-tests-'));
  // PostgreSQL runs as another user, who has to pass.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
