import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SimulateResult } from '../../simulation';
import { callsSoFar, progressLine } from '../../scripts/simulate/progress-line';
import { run } from './command-context';

test('vox simulate --patience inf: nobody leaves, and everybody is answered', async () => {
  const line = 'simulate --calls 40 --rate 240/h --operators 3 --talk 30 --wrap-up 5 --patience inf --json';
  const { code, stdout } = await run(line.split(' '));
  const { calls, answered, abandoned } = JSON.parse(stdout) as SimulateResult;
  expect([code, calls, answered, abandoned]).toEqual([0, 40, 40, 0]);
});

test('Ctrl-C gives the figures so far, in the report as well', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'report.html');
  const { code, stdout, stderr } = await run(['simulate', '--calls', '2000', '--report', file, '--json'], { interrupted: () => AbortSignal.abort() });
  expect([code, (JSON.parse(stdout) as SimulateResult).calls]).toEqual([0, 0]);
  expect(stderr).toContain('Interrupted: 0 of 2000 calls were over');
  expect(stderr).toContain('it does not say how many operators are enough');
  expect(readFileSync(file, 'utf8')).toContain('<h1>Simulated working days</h1>');
});

test('the progress line says how far, how fast and how long, and only to a terminal', () => {
  expect(callsSoFar({ done: 2_500, calls: 10_000, elapsedMs: 1_000 })).toBe(`${'█'.repeat(8)}${'░'.repeat(22)} 2500 of 10000 calls, 2500/s, 3 s left`);
  expect(callsSoFar({ done: 9_000_000, calls: 10_000_000, elapsedMs: 9e5 }).length).toBeLessThan(80);
  const written: string[] = [];
  for (const isTTY of [false, true]) progressLine({ isTTY, write: (text: unknown) => written.push(String(text)) > 0 }).show('half');
  expect(written).toEqual(['\rhalf\u001b[K']);
});
