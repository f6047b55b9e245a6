import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface Project {
  root: string;
  write(file: string, text: string): void;
}

/** A project of real files in a temporary folder; gone when the test is over. */
export function projectWith(files: Readonly<Record<string, string>>): Project {
  const root = mkdtempSync(path.join(tmpdir(), 'vox-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { root, write };
}
