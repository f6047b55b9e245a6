import { createRequire } from 'node:module';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform, type Metafile, type Plugin } from 'esbuild';

export interface PageBuild {
  /** The project's folder. */
  root: string;
  outDir: string;
  /** Default true. */
  minify?: boolean;
}
export interface BuiltFile {
  file: string;
  /** Of this file and of all that the browser loads with it. */
  bytes: number;
  gzipBytes: number;
  /** Of what comes later: sections that are not the dialog, the page of a customer. */
  laterGzipBytes: number;
}

/** Our own code beside the SDK, packed: what loads with the dialog, and what comes later on top. */
export const PAGE_BUDGET_BYTES = 60 * 1024;

/** The SDK goes out as its maker ships it, with its licence beside it. */
const SDK_FILES = ['voximplant.min.js', 'LICENSE.txt', 'NOTICE.txt'];
const TARGETS = ['es2022', 'chrome110', 'firefox115', 'safari16.4'];
const STATIC_FILES = ['index.html', 'page.css', 'icon.svg'];
const ENTRIES = { 'vox-incoming': 'operator/element.tsx', page: 'operator/page/main.ts' };

/**
 * Writes what a web server needs to `outDir`, which it empties first: `index.html` (the desk's own
 * page), `vox-incoming.js` (for an ERP's page), what both load by hashed names, and the Web SDK.
 * Returns the two scripts with their sizes.
 */
export async function buildPage({ root, outDir, minify = true }: PageBuild): Promise<BuiltFile[]> {
  // Files of earlier builds have other names and would stay for ever.
  await rm(outDir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: outDir,
    bundle: true,
    format: 'esm',
    splitting: true,
    // All in one folder: `import.meta.url` leads to the SDK from whichever file the element is in.
    chunkNames: '[name]-[hash]',
    metafile: true,
    target: TARGETS,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [stylesAsText(minify)],
    // Module scripts are always read as UTF-8; escaped Cyrillic would double the texts.
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'linked',
    minify,
    logLevel: 'silent',
  });
  await copyAll(path.join(root, 'operator/page'), outDir, STATIC_FILES);
  await copyAll(path.join(root, 'operator/host'), outDir, ['vox-incoming.d.ts']);
  await copyAll(path.dirname(createRequire(path.join(root, 'package.json')).resolve('voximplant-websdk/package.json')), path.join(outDir, 'voximplant-websdk'), SDK_FILES);
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [path.resolve(root, file), output]));
  return Promise.all(Object.keys(ENTRIES).map((name) => measure({ root, outputs, entry: path.join(outDir, `${name}.js`) })));
}

/** The element puts its styles into its own root: they are text in the script, without what only people read. */
function stylesAsText(minify: boolean): Plugin {
  return {
    name: 'styles-as-text',
    setup(steps) {
      steps.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        const { code } = await transform(await readFile(file, 'utf8'), { loader: 'css', minify, target: TARGETS, charset: 'utf8' });
        return { contents: code, loader: 'text' };
      });
    },
  };
}

async function copyAll(from: string, to: string, files: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  await Promise.all(files.map((file) => copyFile(path.join(from, file), path.join(to, file))));
}

interface Measured { root: string; outputs: ReadonlyMap<string, Metafile['outputs'][string]>; entry: string }

async function measure({ root, outputs, entry }: Measured): Promise<BuiltFile> {
  const reached = (kinds: readonly string[]): Set<string> => {
    const files = new Set([path.resolve(entry)]);
    for (const file of files) {
      for (const { path: next, kind } of outputs.get(file)?.imports ?? []) {
        if (kinds.includes(kind)) files.add(path.resolve(root, next));
      }
    }
    return files;
  };
  const first = reached(['import-statement']);
  const all = reached(['import-statement', 'dynamic-import']);
  const sizes = await Promise.all([...first].map(sizeOf));
  const later = await Promise.all([...all].filter((file) => !first.has(file)).map(sizeOf));
  return {
    file: path.basename(entry),
    bytes: sum(sizes.map(({ bytes }) => bytes)),
    gzipBytes: sum(sizes.map(({ gzipBytes }) => gzipBytes)),
    laterGzipBytes: sum(later.map(({ gzipBytes }) => gzipBytes)),
  };
}

async function sizeOf(file: string): Promise<{ bytes: number; gzipBytes: number }> {
  const content = await readFile(file);
  return { bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
