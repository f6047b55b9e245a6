import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStudio, pictures, type Studio } from './studio';

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
  await studio.page.setViewportSize({ width: 1_280, height: 900 });
  await studio.page.addScriptTag({ content: readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8') });
});
afterAll(() => studio.close());

const shown = pictures();

describe.each(['ru', 'en'] as const)('axe finds nothing, %s', (language) => {
  describe.each(['light', 'dark'] as const)('%s', (theme) => {
    test.each(shown.map(({ name }) => name))('%s', async (name) => {
      const picture = shown.find((one) => one.name === name);
      if (!picture) throw new Error(`There is no picture ${name}.`);
      const findings: string[] = [];
      // The words change with the language, the layout with the width: both widths once are enough.
      for (const width of language === 'ru' ? [1_280, 320] : [1_280]) {
        await studio.show(picture, { language, frames: [{ theme, width }] });
        findings.push(...await studio.page.evaluate(() => findProblems()));
      }
      expect(findings).toEqual([]);
    });
  });
});

/** Runs in the page. What belongs to a whole page (landmarks, one main heading) is the host's. */
declare function findProblems(): Promise<string[]>;

beforeAll(() => studio.page.addScriptTag({
  content: `window.findProblems = async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')));
  };`,
}));
