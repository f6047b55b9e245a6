import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ReplayFile } from '../../../explorer';
import { run } from '../../cli/command-context';

/** Passed by the one, answered by the other, ended once both hear each other, saved; after each so many things happen. */
const STEPS = { 'caller1.dial': 5, 'op1.pass': 4, 'op2.answer': 5, 'op2.endTalk': 4, 'op2.save': 4 };

test('a history of the explorer plays at the real pages, and they show what the explorer saw', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const history: ReplayFile = {
    kind: 'vox-history', version: 1, engine: 'smartqueue', callers: 1, operators: 2, seed: 1, switches: {},
    actions: Object.entries(STEPS).flatMap(([step, waits]) => [step, ...Array<string>(waits).fill('wait')]),
  };
  const file = path.join(folder, 'history.json');
  writeFileSync(file, JSON.stringify(history));
  const { code, stdout } = await run(['replay', file, '--browser'], { env: { PATH: process.env['PATH'] } });
  const steps = [...stdout.matchAll(/→ (.*)/g)].map(([, step]) => step);
  expect(steps, stdout).toEqual(Object.keys(STEPS));
  expect(stdout).toMatch(/✓ op1 on READY · op2 talking IN_SERVICE · caller1 talks\n.*→ op2\.endTalk/);
  // Both are free again, and the platform knows.
  expect(stdout).toMatch(/✓ op1 on READY · op2 on READY · caller1 gone\n\d+ sights as in the explorer.*\n$/);
  expect(code).toBe(0);
}, 180_000);
