// Prints what `npm run bench -- page` shows, as one JSON document.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
process.chdir(root);
// As deep as the sources: they find the project's folder from where they are.
const outfile = path.join(root, '.vox/bench/page/bench.mjs');
await build({
  entryPoints: ['test/browser/page/measure-page.ts'], outfile,
  bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning',
});
try {
  const { measurePage } = await import(pathToFileURL(outfile).href);
  console.log(JSON.stringify(await measurePage()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
