import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles } from './sources';

/** Time is passed in: who reads a clock, and why it may. */
const READERS: Record<string, string> = {
  'operator/clock.ts': 'it is the page\'s clock',
  'desk/clock.ts': 'it is the desk\'s clock',
  'desk/database/gather.ts': 'it spares the database and decides nothing',
  'desk/database/folder-lock.ts': 'it tells a person since when another has the folder',
  'desk/database/migrate.ts': 'it tells a person how long a migration takes',
  'desk/directory/erp-check.ts': 'it tells a person how long an ERP took',
};
const BENCHES = 'desk/bench/';
/** Where the page turns a moment that the desk told into words; nowhere else it has a number that a wall clock showed. */
const SHOWS_MOMENTS = ['operator/view/format.ts'];
const TIMED = ['contracts/', 'operator/', 'desk/', 'explorer/'];

const files = sourceFiles().filter((file) => TIMED.some((folder) => file.startsWith(folder)) && !file.startsWith('operator/build/'));
const reading = files.filter((file) => clocksIn(file).some((use) => use === 'reads'));

describe('clocks', () => {
  test('nobody reads one but those who pass it in', () => {
    expect(reading.filter((file) => !(file in READERS) && !file.startsWith(BENCHES))).toEqual([]);
  });

  test.each(Object.keys(READERS))('%s still does, so that the table says no more than is so', (file) => {
    expect(reading).toContain(file);
  });

  test('the page measures nothing by a moment that the desk told', () => {
    const converting = files.filter((file) => file.startsWith('operator/') && clocksIn(file).some((use) => use === 'converts'));
    expect(converting).toEqual(SHOWS_MOMENTS);
  });
});

/** Every use of a clock in a file: it reads one, or makes a number of a moment. */
function clocksIn(file: string): ('reads' | 'converts')[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const uses: ('reads' | 'converts')[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !ts.isTypeReferenceNode(node.parent)) {
      if (node.text === 'performance' || node.text === 'hrtime') uses.push('reads');
      if (node.text === 'Date') uses.push(isGivenMoment(node.parent) ? 'converts' : 'reads');
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return uses;
}

/** `new Date(moment)`, `Date.parse(text)` and `Date.UTC(…)` look at no clock. */
function isGivenMoment(parent: ts.Node): boolean {
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  return ts.isPropertyAccessExpression(parent) && ['parse', 'UTC'].includes(parent.name.text);
}
