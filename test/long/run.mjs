// npm run long [-- NAME …]: what takes too long for `npm test`, each by its name; without a name, the names.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { again } from './again.mjs';
import { LONG } from './table.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const [name, ...args] = process.argv.slice(2);
const entry = LONG[name];

if (entry === undefined) {
  if (name !== undefined) console.error(`There is nothing long called ${name}.\n`);
  console.log('npm run long -- NAME');
  for (const [known, { what }] of Object.entries(LONG)) console.log(`  ${known.padEnd(12)} ${what}`);
  process.exitCode = name === undefined ? 0 : 1;
} else {
  process.exitCode = name === 'again' ? await again(root, args) : runTests(entry);
}

function runTests({ tests, env }) {
  const vitest = path.join(root, 'node_modules', '.bin', 'vitest');
  return spawnSync(vitest, ['run', ...tests, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}
