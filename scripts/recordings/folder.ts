import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isUnwritable } from '../file-trouble';

/** Where runs of the emulator lie, newest last, relative to the project. */
export const RECORDINGS_FOLDER = '.vox/recordings';
const KEPT = 20;

/** A new folder for one run, named by its time and command; only the newest runs are kept. Elsewhere where the project is read-only. */
export function freshRecordingFolder(root: string, run: { command: string; nowMs: number }): string {
  try {
    return folderBelow(root, run);
  } catch (error) {
    if (isUnwritable(error)) return mkdtempSync(path.join(tmpdir(), `vox-${run.command}-`));
    throw error;
  }
}

function folderBelow(root: string, { command, nowMs }: { command: string; nowMs: number }): string {
  const all = path.join(root, RECORDINGS_FOLDER);
  mkdirSync(all, { recursive: true });
  for (const old of readdirSync(all).sort().slice(0, -(KEPT - 1))) rmSync(path.join(all, old), { recursive: true, force: true });
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-').replace('Z', '');
  const folder = path.join(all, `${stamp}-${command}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
