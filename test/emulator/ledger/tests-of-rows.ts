import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which folders of tests name which rows, read from the names of the tests. */
export function testsOfRows(root = 'test/emulator'): Map<number, string[]> {
  const rows = new Map<number, Set<string>>();
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.test\.tsx?$/.test(entry)) continue;
    const file = join(root, entry);
    for (const [, number] of readFileSync(file, 'utf8').matchAll(/\[9\.(\d+)\]/g)) {
      const folders = rows.get(Number(number)) ?? new Set();
      rows.set(Number(number), folders.add(dirname(file)));
    }
  }
  return new Map([...rows].map(([row, folders]) => [row, [...folders]]));
}
