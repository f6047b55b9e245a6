// Draws the report of a working day into docs/simulation: `node test/browser/report/picture.mjs`. It looks as at 1280 and
// at 390 px. `--png FOLDER` draws PNGs and what goes to paper (PDF) there instead, for a closer look.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({ options: { png: { type: 'string' } } });
const root = fileURLToPath(new URL('../../..', import.meta.url));
process.chdir(root);
const folder = values.png === undefined ? path.join(root, 'docs/simulation') : path.resolve(values.png);
mkdirSync(folder, { recursive: true });
const outfile = path.join(root, 'node_modules/.cache/report-picture.mjs');
await build({
  entryPoints: ['test/browser/report/draw-report.ts'], outfile,
  bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning',
});
const { drawReport } = await import(pathToFileURL(outfile).href);
const scratch = mkdtempSync(path.join(tmpdir(), 'report-'));
try {
  const report = path.join(scratch, 'monday.html');
  const day = ['--day', 'docs/simulation/monday.json', '--days', '5', '--report', report];
  execFileSync(process.execPath, ['bin/vox.mjs', 'simulate', ...day], { stdio: ['ignore', 'ignore', 'inherit'] });
  const drawn = await drawReport({ report, folder, closer: values.png !== undefined });
  console.log(`${drawn.join(', ')} in ${path.relative(root, folder) || '.'}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
