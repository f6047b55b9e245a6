#!/usr/bin/env node
// Starts the `vox` command. Plain JavaScript, so that it runs before anything is
// compiled: it bundles scripts/ once per content into a cache and runs the bundle.
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 19];
/** Everything that scripts/ reaches, through scripts/targets.ts too. */
const SOURCE_FOLDERS = ['scripts', 'contracts', 'emulator', 'desk', 'operator', 'simulation', 'explorer'];
/** What else decides how they are compiled: settings, and which versions are installed, since some are inlined. */
const ROOT_FILES = ['package.json', 'tsconfig.base.json'];
const INLINED = ['zod', 'libphonenumber-js'];
const UNUSED_BUNDLE_KEPT_MS = 7 * 24 * 3600 * 1000;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cache = path.join(root, 'node_modules', '.cache', 'vox');
/** Here, or of the project that has this one among its packages. */
const packages = folderOfPackages();

if (!isNodeNewEnough(process.versions.node)) {
  stop(`vox needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
} else if (packages === undefined) {
  stop(`The packages are not installed yet. Run \`npm ci\` in ${root} first.`);
} else {
  await run();
}

async function run() {
  const key = keyOf(sourceFiles());
  const bundle = await bundleOfSources(key);
  if (bundle === undefined) return;
  // With it the command tells what this version of itself has built before.
  process.env.VOX_SOURCES = key;
  if (process.env.VOX_DEBUG) process.setSourceMapsEnabled(true);
  process.env.VOX_HOME ??= root;
  process.env.VOX_FOLDER = root;
  await import(pathToFileURL(bundle).href);
}

/** Path of the bundle for today's sources, built if it is not there. */
async function bundleOfSources(key) {
  const folder = path.join(cache, key);
  const entry = path.join(folder, 'vox.mjs');
  if (existsSync(entry)) {
    touch(folder);
    return entry;
  }
  const building = folderToBuildIn(folder);
  if (!(await build(building))) return undefined;
  if (path.dirname(building) !== cache) return path.join(building, 'vox.mjs');
  moveInPlace(building, folder);
  dropUnused();
  return entry;
}

/** Beside where the bundle is to be; in a read-only checkout a folder for this run alone. */
function folderToBuildIn(folder) {
  try {
    const beside = `${folder}.${randomUUID()}`;
    mkdirSync(beside, { recursive: true });
    return beside;
  } catch {
    const aside = mkdtempSync(path.join(tmpdir(), 'vox-'));
    symlinkSync(packages, path.join(aside, 'node_modules'));
    process.on('exit', () => rmSync(aside, { recursive: true, force: true }));
    return aside;
  }
}

function keyOf(files) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of files) hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 24);
}

function sourceFiles() {
  const files = [fileURLToPath(import.meta.url), ...ROOT_FILES.map((name) => path.join(root, name)), path.join(packages, '.package-lock.json')].filter((file) => existsSync(file));
  for (const folder of SOURCE_FOLDERS) {
    const base = path.join(root, folder);
    if (!existsSync(base)) continue;
    for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && /\.(tsx?|json)$/.test(entry.name)) files.push(path.join(entry.parentPath, entry.name));
    }
  }
  return files.sort();
}

/** The esbuild run; false after printing what is wrong with the sources. */
async function build(outdir) {
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { vox: 'scripts/vox.ts' },
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: `node${OLDEST_NODE.join('.')}`,
      external: externalPackages(),
      sourcemap: true,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'error',
    });
    return true;
  } catch (error) {
    rmSync(outdir, { recursive: true, force: true });
    if (!Array.isArray(error.errors)) throw error;
    stop('vox could not be compiled from its own sources; the lines above say where.');
    return false;
  }
}

/** Whole packages of many small files start faster as a part of the bundle; the rest Node loads by itself. */
function externalPackages() {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.keys(dependencies).filter((name) => !INLINED.includes(name)).flatMap((name) => [name, `${name}/*`]);
}

/** Another process may have built the same meanwhile; equal content, so either will do. */
function moveInPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true, force: true });
  }
}

/** A running `vox dev` loads parts later, so only what nobody used for days goes. */
function dropUnused() {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    if (Date.now() - statSync(folder).mtimeMs > UNUSED_BUNDLE_KEPT_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // A read-only checkout still runs.
  }
}

function folderOfPackages() {
  for (let folder = root; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const there = path.join(folder, 'node_modules');
    if (existsSync(path.join(there, 'esbuild'))) return there;
  }
  return undefined;
}

function isNodeNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function stop(message) {
  console.error(message);
  process.exitCode = 1;
}
