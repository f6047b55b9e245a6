import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';
import { DESK_BREAKS } from './desk-table';
import { BREAKS } from './table';

const REQUIREMENTS = ['R1', 'R2', 'R3', 'R5', 'R8', 'R10', 'R11', 'R12', 'R13', 'R14', 'R42', 'transfer', 'call out', 'last operator', 'skills', 'callback', 'closed', 'VIP', 'recording'];

test('every promise of the first calls, of handing over, calling out and of what a caller can meet is broken somewhere', () => {
  expect(REQUIREMENTS.filter((requirement) => !BREAKS.some((one) => one.requirement === requirement))).toEqual([]);
});

const linesOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8').split('\n').map((text) => text.trim());

test.each(DESK_BREAKS)('A40 $says: the line is there once', ({ file, line }) => {
  expect(linesOf(file).filter((text) => text === line)).toHaveLength(1);
});

test.each(BREAKS)('$requirement $says: the line is there once', ({ file, line }) => {
  expect(linesOf(file).filter((text) => text === line)).toHaveLength(1);
});

test.each(BREAKS)('$requirement $says: $journey names the requirement', ({ requirement, journey }) => {
  // The names of what is played under the covering set stand in a table of their own.
  const named = journey === 'item-cover.test.ts' ? 'item-journeys.ts' : journey;
  expect(readFileSync(path.join(ROOT, 'test/journeys', named), 'utf8')).toMatch(new RegExp(`['\`](?:%s )?${requirement}[ ']`));
});
