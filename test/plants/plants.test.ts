import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';

const FOLDERS = ['bin', 'contracts', 'desk', 'emulator', 'explorer', 'operator', 'rules', 'scenarios', 'scripts', 'simulation'];
const FILES = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'voxfiles.config.ts'];
const plants = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.patch')).sort();
const EVENTS_SHOWN = 15;

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'vox-plants-'));
  for (const name of [...FOLDERS, ...FILES]) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('every plant is found by the explorer', () => {
  test.each(plants)('%s', (plant) => {
    const file = path.join(import.meta.dirname, plant);
    const flags = /^# explore: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1]?.split(' ') ?? [];
    apply(file, []);
    try {
      const { status, found } = explorePlanted(flags);
      expect(status).toBe(3);
      expect(Math.min(...found.map(({ trace }) => trace.length))).toBeLessThanOrEqual(EVENTS_SHOWN);
    } finally {
      apply(file, ['--reverse']);
    }
  }, 120_000);

  test('there are three of each kind', () => {
    const kinds = ['transition', 'engine', 'reducer', 'lease', 'channel'];
    const counts = kinds.map((kind) => plants.filter((plant) => plant.startsWith(`${kind}-`)).length);
    expect(counts.every((count) => count >= 3)).toBe(true);
  });
});

function apply(patch: string, flags: readonly string[]): void {
  execFileSync('git', ['apply', ...flags, patch], { cwd: copy, stdio: 'pipe' });
}

function explorePlanted(flags: readonly string[]) {
  const args = ['bin/vox.mjs', 'explore', '--budget', '60', '--depth', '3', '--first', '--json', ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  const report = stdout.startsWith('{') ? (JSON.parse(stdout) as { violations: { trace: string[] }[] }) : null;
  if (!report) throw new Error(`vox explore printed no report: ${stderr.slice(-800)}`);
  return { status, found: report.violations };
}
