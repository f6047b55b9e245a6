import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BundleInput, SourceMap } from './bundle';
import { BUNDLES_FOLDER } from './keep-bundles';

/** Which build is meant: all that decides it besides the source files. */
export interface BuildKey {
  root: string;
  /** Stands for vox itself: another version builds and checks otherwise. */
  tool: string;
  file: string;
  settings: object;
}

/** What is kept of a build that went through; the script itself lies among the bundles under its hash. */
export interface KeptBuild {
  sha256: string;
  settingsBytes: number;
  inputs: BundleInput[];
  /** Hashes of every file that was read, and of the list of names in every folder of theirs, relative to the project. */
  sources: Record<string, string>;
}

export type FoundBuild = Omit<KeptBuild, 'sources'> & { code: string; bytes: number; readonly map: SourceMap };

const KEPT_MS = 30 * 24 * 3600 * 1000;

/** Hashes of files and folders, each taken once. */
export class SourceHashes {
  private readonly known = new Map<string, string>();

  constructor(private readonly root: string) {}

  /**
   * With the folders: a new file beside them could be what an import finds from now on; and with what a folder says of
   * its files.
   */
  of(files: readonly string[]): Record<string, string> {
    const folders = [...new Set(files.map((file) => path.dirname(file)))];
    const packages = folders.map((folder) => path.join(folder, 'package.json'));
    return Object.fromEntries(['package.json', ...files, ...folders, ...packages].map((name) => [name, this.hash(name)]));
  }

  areUnchanged(sources: Readonly<Record<string, string>>): boolean {
    return Object.entries(sources).every(([name, hash]) => this.hash(name) === hash);
  }

  private hash(name: string): string {
    const known = this.known.get(name) ?? contentHash(path.join(this.root, name));
    this.known.set(name, known);
    return known;
  }
}

/** The build as it was, if nothing that it rests on has changed since; undefined where it has to be made. */
export function keptBuild(key: BuildKey, hashes: SourceHashes): FoundBuild | undefined {
  try {
    const kept = JSON.parse(readFileSync(recordFile(key), 'utf8')) as KeptBuild;
    if (!hashes.areUnchanged(kept.sources)) return undefined;
    const script = path.join(key.root, BUNDLES_FOLDER, `${kept.sha256}.js`);
    const code = readFileSync(script, 'utf8');
    if (sha256(code) !== kept.sha256) return undefined;
    const { sources: _sources, ...others } = kept;
    return {
      ...others, code, bytes: Buffer.byteLength(code),
      get map() {
        return JSON.parse(readFileSync(`${script}.map`, 'utf8')) as SourceMap;
      },
    };
  } catch {
    // Not there, or half of it.
    return undefined;
  }
}

export function keepBuild(key: BuildKey, build: KeptBuild): void {
  const file = recordFile(key);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    dropOld(path.dirname(file));
    writeFileSync(file, JSON.stringify(build));
  } catch {
    // A read-only checkout only builds each time.
  }
}

function recordFile({ root, tool, file, settings }: BuildKey): string {
  return path.join(root, '.vox', 'cache', 'builds', `${sha256(JSON.stringify([tool, file, settings])).slice(0, 32)}.json`);
}

function dropOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

function contentHash(file: string): string {
  try {
    return sha256(statSync(file).isDirectory() ? readdirSync(file).sort().join('\n') : readFileSync(file));
  } catch {
    return 'absent';
  }
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
