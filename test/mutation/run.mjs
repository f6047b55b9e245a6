// npm run mutate [AREA]: changes the code a little, thousands of times, and counts how often no test notices.
// Exit code 1 where an area is below its least share; what survived is printed with its place.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AREAS } from './areas.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in AREAS));
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(', ')}; there is ${Object.keys(AREAS).join(', ')}.`);
  process.exit(1);
}
const results = (asked.length > 0 ? asked : Object.keys(AREAS)).map(mutate);
for (const { name, score, atLeast, survivors } of results) {
  for (const line of survivors) console.log(`${name}: ${line}`);
  console.log(`${name}: ${score.toFixed(1)} % noticed, at least ${atLeast} % are required, ${survivors.length} survived`);
}
process.exitCode = results.every(({ score, atLeast }) => score >= atLeast) ? 0 : 1;

function mutate(name) {
  const stryker = path.join(root, 'node_modules', '.bin', 'stryker');
  spawnSync(stryker, ['run', 'test/mutation/stryker.config.mjs'], {
    cwd: root, stdio: 'inherit', env: { ...process.env, VOX_MUTATE: name },
  });
  return { name, atLeast: AREAS[name].atLeast, ...readReport(path.join(root, '.vox', 'mutation', `${name}.json`)) };
}

function readReport(file) {
  if (!existsSync(file)) return { score: 0, survivors: ['the run left no report, its message stands above'] };
  const { files } = JSON.parse(readFileSync(file, 'utf8'));
  const mutants = Object.entries(files).flatMap(([source, { mutants, source: text }]) => mutants.map((mutant) => ({ source, text, ...mutant })));
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const unnoticed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return { score: (noticed / Math.max(1, noticed + unnoticed.length)) * 100, survivors: unnoticed.map(describe) };
}

function describe({ source, text, status, mutatorName, replacement, location: { start, end } }) {
  const lines = text.split('\n');
  const before = start.line === end.line ? lines[start.line - 1].slice(start.column - 1, end.column - 1) : `${lines[start.line - 1].slice(start.column - 1)} …`;
  const shown = (code) => code.replace(/\s+/g, ' ').slice(0, 90);
  return `${source}:${start.line} ${status === 'NoCoverage' ? 'no test comes here: ' : ''}${mutatorName}: ${shown(before)} → ${shown(replacement ?? '')}`;
}
