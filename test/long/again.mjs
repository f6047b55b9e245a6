import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

/** Runs the test command again and again, and says what failed how often. Gives the exit code. */
export async function again(root, args) {
  const asked = readArguments(args);
  if (asked === null) {
    console.error('npm run long -- again N [--load] [PATH …], where N is how often, from 1.');
    return 1;
  }
  const folder = path.join(root, '.vox', 'long');
  mkdirSync(folder, { recursive: true });
  const busy = asked.load ? keepBusy() : [];
  const failures = new Map();
  let failedRuns = 0;
  for (let run = 1; run <= asked.times; run += 1) {
    const { names, seconds, last, log } = await runOnce({ root, folder, run, paths: asked.paths });
    console.log(`run ${run} of ${asked.times}: ${last}, ${seconds} s; ${path.relative(root, log)}`);
    if (names.length > 0) failedRuns += 1;
    for (const name of names) failures.set(name, [...(failures.get(name) ?? []), run]);
  }
  await Promise.all(busy.map((worker) => worker.terminate()));
  console.log(`\n${asked.times - failedRuns} of ${asked.times} runs without a failure${asked.load ? ', every core kept busy' : ''}`);
  for (const [name, runs] of [...failures].sort(([, one], [, other]) => other.length - one.length)) {
    console.log(`${runs.length} × ${name} (run ${runs.join(', ')})`);
  }
  return failedRuns === 0 ? 0 : 1;
}

function readArguments(args) {
  try {
    const { values, positionals: [times, ...paths] } = parseArgs({ args, allowPositionals: true, options: { load: { type: 'boolean' } } });
    return /^[1-9]\d*$/.test(times) ? { times: Number(times), paths, load: values.load === true } : null;
  } catch {
    return null;
  }
}

/** Threads end with this process, however it ends; a process of their own would stay behind. */
function keepBusy() {
  return Array.from({ length: availableParallelism() }, () => new Worker('for (;;);', { eval: true }));
}

async function runOnce({ root, folder, run, paths }) {
  const log = path.join(folder, `again-${run}.log`);
  const result = path.join(folder, 'result.json');
  rmSync(result, { force: true });
  const startMs = performance.now();
  const child = spawn(process.execPath, ['test/run.mjs', ...paths], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, VOX_TEST_RESULT: result },
  });
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
  await new Promise((resolve) => child.once('close', resolve));
  file.end();
  return { ...readResult(result), log, seconds: Math.round((performance.now() - startMs) / 1_000) };
}

function readResult(file) {
  try {
    const { passed, failed, names } = JSON.parse(readFileSync(file, 'utf8'));
    return { last: `${passed} passed, ${failed} failed`, names: failed > 0 && names.length === 0 ? ['outside any test'] : names };
  } catch {
    return { last: 'no result', names: ['the run itself'] };
  }
}
