import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests in a browser wait for rings and time-outs most of their minutes: what computes fills the cores beside and after them. */
class BrowserFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inOrder = await super.sort(files);
    const isInBrowser = ({ moduleId }: TestSpecification) => moduleId.includes('/test/browser/');
    return [...inOrder.filter(isInBrowser), ...inOrder.filter((file) => !isInBrowser(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Each break is a run of its own: `npm run breaks`.
    exclude: process.env['VOX_BREAKS'] ? [] : ['test/breaks/breaks.test.ts'],
    globalSetup: ['test/temp-folder.ts'],
    sequence: { sequencer: BrowserFirst },
    // One more than the two cores, since a worker with a browser uses a third of one.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that hangs on a promise is a lost call in the making.
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
  },
  oxc: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
});
