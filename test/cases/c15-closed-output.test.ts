import { spawnSync } from 'node:child_process';
import { openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProject, type Project } from '../apply/project';
import { ended, startVox } from './vox-process';

let project: Project;
beforeEach(async () => { project = await startProject(); });
afterEach(() => project.server.close());

/** Whoever reads goes away before the first word (`| true`), or after it (`| head -1`). */
async function withReader(args: readonly string[], leaves: 'at once' | 'after a line') {
  const child = startVox(args, { cwd: project.root, env: { ...project.env } });
  if (leaves === 'at once') child.stdout?.destroy();
  else child.stdout?.once('data', () => child.stdout?.destroy());
  return ended(child);
}

describe('C15 a reader that goes away is nobody\'s failure', () => {
  test('C15 vox plan | true', async () => {
    expect(await withReader(['plan'], 'at once')).toMatchObject({ code: 2, stderr: '' });
  });

  test('C15 vox deploy --yes | head -1: all is done, no lock stays', async () => {
    const { code, stderr } = await withReader(['deploy', '--yes'], 'after a line');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/EPIPE|\n\s+at /) as string });
    expect(project.server.log.writes().length).toBeGreaterThan(20);
    expect(readdirSync(path.join(project.root, '.vox/local')).filter((name) => name.includes('lock'))).toEqual([]);
    expect(await withReader(['plan'], 'at once')).toMatchObject({ code: 0 });
  });

  test('C15 both outputs closed, as in a job whose terminal is gone', async () => {
    const child = startVox(['plan'], { cwd: project.root, env: { ...project.env } });
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await ended(child)).code).toBe(2);
  });

  test('C15 stdout on a full disk: the work is done, and that the result was lost is said', async () => {
    const bin = path.resolve(import.meta.dirname, '../../bin/vox.mjs');
    const { status, stderr } = spawnSync(process.execPath, [bin, '--help'], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'error: the output could not be written (ENOSPC).\n']);
  });
});
