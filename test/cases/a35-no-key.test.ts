import path from 'node:path';
import { rmSync, symlinkSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startProject } from '../apply/project';
import { commandContext, ROOT } from '../cli/command-context';
import { desk } from '../../scripts/commands/desk';

const KEYS = {
  VOX_DESK_KEY_1: 'k'.repeat(32), OPERATOR_KEY: 'o'.repeat(32),
  ERP_SIGN_IN_SECRET_CENTER: 'c'.repeat(32), ERP_SIGN_IN_SECRET_NORTH: 'n'.repeat(32),
};

test('A35 recordings under authorisation, no key of the account on the desk\'s machine: it starts, and says what it cannot do', async () => {
  const project = await startProject({});
  onTestFinished(async () => {
    await project.server.close();
    rmSync(project.root, { recursive: true, force: true });
  });
  const { config, root } = project;
  config.application.secureRecordStorage = true;
  const [local] = Object.values(config.environments);
  if (local) Object.assign(local, { accountName: 'academy', credentials: 'absent-key.json' });
  project.save();
  rmSync(path.join(root, '.vox/local'), { recursive: true, force: true });
  // The page is built from its sources.
  for (const folder of ['operator', 'node_modules']) symlinkSync(path.join(ROOT, folder), path.join(root, folder));
  const stop = new AbortController();
  const written = { stdout: '', stderr: '' };
  const ended = desk({ env: 'local', port: 0, host: '127.0.0.1' }, commandContext({ root, env: KEYS, interrupted: () => stop.signal }, written));
  await Promise.race([ended, vi.waitFor(() => expect(written.stdout).toContain('The desk of local is at'), { timeout: 50_000 })]);
  expect(written.stderr).toContain("Recordings cannot be played: the desk's machine has no key of the account");
  stop.abort();
  expect(await ended).toBe(0);
}, 60_000);
