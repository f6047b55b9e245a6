import { defineConfig } from 'vitest/config';
import { areaOfRun } from './areas.mjs';

const { tests } = areaOfRun();

export default defineConfig({
  test: {
    include: tests.filter((pattern) => !pattern.startsWith('!')),
    exclude: tests.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
    testTimeout: 60_000,
    // A mutant is switched on at run time, so what was loaded once serves for all of them.
    isolate: false,
  },
  oxc: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
});
