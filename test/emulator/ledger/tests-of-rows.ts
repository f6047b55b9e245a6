import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which files of tests name which rows, read from the names of the tests. */
export function testsOfRows(roots = ['test/browser/gateway', 'test/emulator']): Map<number, string[]> {
  const rows = new Map<number, Set<string>>();
  for (const file of roots.flatMap(testFiles)) {
    for (const [, number] of readFileSync(file, 'utf8').matchAll(/\[9\.(\d+)\]/g)) {
      const files = rows.get(Number(number)) ?? new Set();
      rows.set(Number(number), files.add(file.replace(/^test\//, '')));
    }
  }
  return sortedLists(rows);
}

/** Tests for a browser stand beside the `.test.ts` that gathers them, so that they share one. */
function testFiles(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return entries.filter((entry) => /\.tsx?$/.test(entry)).map((entry) => join(root, entry));
}

function sortedLists(rows: Map<number, Set<string>>): Map<number, string[]> {
  return new Map([...rows].map(([row, files]) => [row, [...files]]));
}
