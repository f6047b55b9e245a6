import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';
import { BREAKS } from './table';

const REQUIREMENTS = ['R1', 'R2', 'R3', 'R5', 'R8', 'R10', 'R11', 'R12', 'R13', 'R14', 'R42', 'transfer', 'call out'];

test('every promise of the first calls, of handing over and of calling out is broken somewhere', () => {
  expect(REQUIREMENTS.filter((requirement) => !BREAKS.some((one) => one.requirement === requirement))).toEqual([]);
});

test.each(BREAKS)('$requirement $says: the line is there once', ({ file, line }) => {
  const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n').map((text) => text.trim());
  expect(lines.filter((text) => text === line)).toHaveLength(1);
});

test.each(BREAKS)('$requirement $says: $journey names the requirement', ({ requirement, journey }) => {
  expect(readFileSync(path.join(ROOT, 'test/journeys', journey), 'utf8')).toMatch(new RegExp(`'(?:%s )?${requirement}[ ']`));
});
