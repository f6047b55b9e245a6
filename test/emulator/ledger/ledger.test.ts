import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEDGER, renderLedger, unheldRows } from '../../../emulator/ledger/ledger';
import { SWITCH_ROWS } from '../../../emulator/switches';
import { inSession, namesInScenarios, namesOfObjects } from './names';
import { testsOfRows } from './tests-of-rows';

const FILE = 'docs/platform-ledger.md';
const tests = testsOfRows();

describe('the ledger', () => {
  it('has every row from 1 to 140 once', () => {
    expect(LEDGER.map((row) => row.number)).toEqual(Array.from({ length: 140 }, (_, at) => at + 1));
  });

  it('every row is held by a test that names it, or marked absent', () => {
    expect(unheldRows(tests).map((row) => `[9.${row.number}] ${row.text}`)).toEqual([]);
  });

  it('every guess is a switch, and every switch belongs to a row', () => {
    const named = new Set(LEDGER.flatMap((row) => row.switches ?? []));
    expect(SWITCH_ROWS.map((row) => row.name).filter((name) => !named.has(name))).toEqual([]);
  });

  it('every name of VoxEngine that our scenarios use is in the emulator', async () => {
    const names = namesInScenarios();
    const missing = await inSession(`[${names.map((name) => `['${name}', function () { return ${name}; }]`).join()}]
      .filter(function (one) { try { return one[1]() === undefined; } catch (error) { return true; } }).map(function (one) { return one[0]; })`);
    expect(names.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it('the document is what the annotations say; UPDATE_LEDGER=1 writes it anew', async () => {
    const rendered = renderLedger(tests, await namesOfObjects());
    if (process.env['UPDATE_LEDGER']) writeFileSync(FILE, rendered);
    expect(readFileSync(FILE, 'utf8')).toBe(rendered);
  });
});
