import { areaOfRun } from './areas.mjs';

const { name, mutate, atLeast } = areaOfRun();

export default {
  mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // What runs while a test file is loaded (states that tests begin from) is not changed there, only in the tests themselves:
  // else every such mutant needs every test, and an area takes hours instead of minutes.
  ignoreStatic: true,
  // Types were checked; a mutant that does not compile is killed by no test and counts against nobody.
  disableTypeChecks: false,
  concurrency: 2,
  // A busy machine is not to pass for a change that was noticed.
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: `.vox/mutation/${name}-incremental.json`,
  tempDirName: `.stryker-tmp/${name}`,
  ignorePatterns: ['.vox', '.ci', 'docs', 'dist', 'reports', 'test/browser'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `.vox/mutation/${name}.json` },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  thresholds: { high: 95, low: atLeast, break: atLeast },
  allowConsoleColors: false,
};
