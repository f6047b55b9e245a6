import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type ImportTarget = { kind: 'file' | 'package'; path: string };

/** Tracked and new TypeScript sources without tests and declarations, relative to the root. */
export function sourceFiles(): string[] {
  return trackedFiles()
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .filter((file) => !file.startsWith('test/') && !file.startsWith('typings/'));
}

/** All files that git tracks or would track, and that exist. */
export function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  return listed.toString().split('\n').filter((file) => file && existsSync(path.join(ROOT, file)));
}

/** Static and dynamic imports of a file; relative ones as paths from the root. */
export function importsOf(file: string): ImportTarget[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) =>
    fileName.startsWith('.')
      ? { kind: 'file', path: path.normalize(path.join(path.dirname(file), fileName)) }
      : { kind: 'package', path: fileName },
  );
}
