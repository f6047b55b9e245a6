import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeSwitches, parseSwitch, readSwitchFile, SWITCH_ROWS } from '../../../emulator/switches';

it('the first value of every switch is its default', () => {
  const defaults = Object.entries(makeSwitches());
  expect(defaults).toHaveLength(SWITCH_ROWS.length);
  for (const row of SWITCH_ROWS) expect(defaults).toContainEqual([row.name, row.values[0]]);
});

it.each([
  ['readyLiftsBan=yes', { readyLiftsBan: 'yes' }],
  ['78=yes', { readyLiftsBan: 'yes' }],
  [' customDataBytes = 2000 ', { customDataBytes: '2000' }],
])('%s', (text, expected) => {
  expect(parseSwitch(text)).toEqual(expected);
});

it.each([
  ['nonsense=1', 'There is no switch "nonsense"; the switches are httpRequestOnStart'],
  ['readyLiftsBan', 'Expected a switch as name=value, got "readyLiftsBan"'],
  ['readyLiftsBan=maybe', 'Expected switch readyLiftsBan to be one of no, yes, got "maybe"'],
])('%s is refused', (text, message) => {
  expect(() => parseSwitch(text)).toThrow(message);
});

it('a file sets several, and is refused where it is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switches-'));
  const path = join(folder, 'switches.json');
  try {
    writeFileSync(path, JSON.stringify({ sqPriority: 'smaller-first', banHours: 12 }));
    expect(readSwitchFile(path)).toEqual({ sqPriority: 'smaller-first', banHours: '12' });
    writeFileSync(path, '[]');
    expect(() => readSwitchFile(path)).toThrow('to hold an object of switches');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('numbers and names are unique', () => {
  expect(new Set(SWITCH_ROWS.map((row) => row.name)).size).toBe(SWITCH_ROWS.length);
  expect(new Set(SWITCH_ROWS.map((row) => row.number)).size).toBe(SWITCH_ROWS.length);
});
