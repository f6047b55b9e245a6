// Draws every state of the dialog into docs/pictures: `node test/browser/page/pictures.mjs [state…]`.
// `--png FOLDER` draws PNGs there instead, for a closer look.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values, positionals: only } = parseArgs({ options: { png: { type: 'string' } }, allowPositionals: true });
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = values.png === undefined ? path.join(root, 'docs/pictures') : path.resolve(values.png);
process.chdir(root);
const outfile = path.join(root, 'node_modules/.cache/pictures.mjs');
await build({
  entryPoints: ['test/browser/page/draw-pictures.ts'], outfile,
  bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning',
});
const { drawPictures } = await import(pathToFileURL(outfile).href);
const drawn = await drawPictures({ folder, only, type: values.png === undefined ? 'webp' : 'png' });
console.log(`${drawn.length} pictures in ${path.relative(root, folder)}`);
