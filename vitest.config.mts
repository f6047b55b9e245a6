import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Each break is a run of its own: `npm run breaks`.
    exclude: process.env['VOX_BREAKS'] ? [] : ['test/breaks/breaks.test.ts'],
    globalSetup: ['test/temp-folder.ts', 'test/support/failures.ts'],
    // Two cores: more workers only wait for each other, browsers most of all.
    maxWorkers: 2,
    // Nearly each file starts an embedded database for a moment; to optimise its code takes longer than to run it.
    execArgv: ['--liftoff-only'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for comes by real sockets and processes, on a machine that may be busy.
    expect: { poll: { timeout: 20_000 } },
    // A test that hangs on a promise is a lost call in the making.
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
  },
  oxc: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
});
