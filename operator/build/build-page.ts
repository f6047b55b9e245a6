import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface PageBuild {
  /** The project's folder. */
  root: string;
  outDir: string;
  /** Default true. */
  minify?: boolean;
}
export interface BuiltFile { file: string; bytes: number; gzipBytes: number }

/** Our own code beside the SDK, packed. */
export const PAGE_BUDGET_BYTES = 60 * 1024;

/** The SDK goes out as its maker ships it, with its licence beside it. */
const SDK_FILES = ['voximplant.min.js', 'LICENSE.txt', 'NOTICE.txt'];
const STATIC_FILES = ['index.html', 'page.css', 'icon.svg'];
const ENTRIES = { 'vox-incoming': 'operator/element.tsx', page: 'operator/page/main.ts' };

/**
 * Writes what a web server needs to `outDir`: `index.html` (the desk's own page), `vox-incoming.js`
 * (for an ERP's page) and the Web SDK. Returns our own scripts with their sizes.
 */
export async function buildPage({ root, outDir, minify = true }: PageBuild): Promise<BuiltFile[]> {
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: ['es2022', 'chrome110', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    // Module scripts are always read as UTF-8; escaped Cyrillic would double the texts.
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'linked',
    minify,
    logLevel: 'silent',
  });
  await copyAll(path.join(root, 'operator/page'), outDir, STATIC_FILES);
  await copyAll(path.join(root, 'node_modules/voximplant-websdk'), path.join(outDir, 'voximplant-websdk'), SDK_FILES);
  return Promise.all(Object.keys(ENTRIES).map((name) => measure(outDir, `${name}.js`)));
}

async function copyAll(from: string, to: string, files: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  await Promise.all(files.map((file) => copyFile(path.join(from, file), path.join(to, file))));
}

async function measure(outDir: string, file: string): Promise<BuiltFile> {
  const content = await readFile(path.join(outDir, file));
  return { file, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}
