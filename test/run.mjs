// The whole check in one command: gets what the machine lacks, then tests, with
// types and lint beside them. The last line counts: "N passed, N failed".
// With paths only the tests under them, without types and lint.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPackages } from './support/machine.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const staticOnly = process.argv.includes('--static');
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

/** These live in real time: they wait for rings, speech and pages more than they compute. */
const REAL_TIME = 'test/browser';
/** Beside each other: what waits leaves the cores to what computes, and no two browsers wait for one another. */
const LANES = [
  ['--maxWorkers=1', REAL_TIME],
  ['--maxWorkers=2', `--exclude=${REAL_TIME}/**`],
];

prepareMachine();
const [checks, ...lanes] = await Promise.all([
  paths.length > 0 ? [] : runChecks(),
  ...(staticOnly ? [] : paths.length > 0 ? [runTests(paths)] : LANES.map(runTests)),
]);
const tests = {
  passed: lanes.reduce((sum, { passed }) => sum + passed, 0),
  failed: lanes.reduce((sum, { failed }) => sum + failed, 0),
  names: lanes.flatMap(({ names }) => names),
};
const failedChecks = checks.filter((check) => !check.ok);
for (const check of failedChecks) console.log(`${check.name}: failed, see above`);
const passed = tests.passed + checks.length - failedChecks.length;
const failed = tests.failed + failedChecks.length;
const names = [...failedChecks.map(({ name }) => name), ...tests.names];
const resultFile = process.env.VOX_TEST_RESULT;
if (resultFile) writeFileSync(resultFile, JSON.stringify({ passed, failed, names }));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function prepareMachine() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const command = `apt-get install -y -o DPkg::Lock::Timeout=120 --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    console.error(`The tests need Debian's packages ${missing.join(', ')}. Run once:\n\n  sudo ${command}\n`);
    process.exit(1);
  }
  console.log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-q'], quiet);
  const [program, ...args] = command.split(' ');
  spawnSync(program, args, quiet);
  const still = missingPackages();
  if (still.length > 0) {
    console.error(`Could not install ${still.join(', ')}. Run it by hand and read what it says:\n\n  ${command}\n`);
    process.exit(1);
  }
}

async function runChecks() {
  const types = await check('types', bin('tsc'), ['-b', '--pretty', 'false']);
  return [types, await check('lint', bin('eslint'), ['.', '--max-warnings', '0'])];
}

/** What it says stands in one piece, among what the tests print meanwhile. */
async function check(name, program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  const ok = await new Promise((resolve) => {
    child.once('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  process.stdout.write(`\n> ${path.basename(program)} ${args.join(' ')}: ${ok ? 'passed' : 'failed'}\n${Buffer.concat(said).toString()}`);
  return { name, ok };
}

async function runTests(which, lane = 0) {
  const report = path.join(tmpdir(), `vitest-${process.pid}-${lane}.json`);
  const args = ['run', ...which, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  console.log(`\n> vitest ${args.join(' ')}`);
  const child = spawn(bin('vitest'), args, { cwd: root, stdio: 'inherit' });
  const ok = await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
    // A crash outside any test still has to count.
    return { passed: numPassedTests, failed: ok ? failed : Math.max(1, failed), names: testResults.flatMap(namesOfFailed) };
  } catch (error) {
    console.error(`The test runner left no readable report (${error.message}).`);
    return { passed: 0, failed: 1, names: [] };
  } finally {
    rmSync(report, { force: true });
  }
}

function namesOfFailed({ name, status, assertionResults }) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
  return failed.length === 0 && status === 'failed' ? [`${file}: the file itself`] : failed;
}
