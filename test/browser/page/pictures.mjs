// Draws every state of the dialog into docs/pictures: `node test/browser/page/pictures.mjs [state…]`.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
process.chdir(root);
const outfile = path.join(root, 'node_modules/.cache/pictures.mjs');
await build({
  entryPoints: ['test/browser/page/draw-pictures.ts'], outfile,
  bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning',
});
const { drawPictures } = await import(pathToFileURL(outfile).href);
const drawn = await drawPictures(path.join(root, 'docs/pictures'), process.argv.slice(2));
console.log(`${drawn.length} pictures in docs/pictures`);
