import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, run } from './command-context';

interface BuildDocument {
  scenarios: { name: string; file: string; bytes: number; sha256: string; budget: number; settingsBytes: number }[];
  engines: Record<string, Record<string, unknown>>;
}

test('R52 vox build --json names files that have the hash and the size it says', async () => {
  const { code, stdout } = await run(['build', '--json']);
  const { scenarios, engines } = JSON.parse(stdout) as BuildDocument;
  expect(code).toBe(0);
  expect(scenarios.map(({ name }) => name)).toEqual(['inbound-center', 'inbound-north', 'outbound-center']);
  for (const { file, bytes, sha256, budget, settingsBytes } of scenarios) {
    const text = readFileSync(path.join(ROOT, file));
    expect([text.length, createHash('sha256').update(text).digest('hex')]).toEqual([bytes, sha256]);
    expect(bytes - settingsBytes).toBeLessThanOrEqual(budget);
    expect(settingsBytes).toBeLessThanOrEqual(8 * 1024);
    expect(JSON.parse(readFileSync(path.join(ROOT, `${file}.map`), 'utf8'))).toMatchObject({ version: 3 });
  }
  expect(Object.keys(engines)).toEqual(['smartqueue', 'acd']);
});

test('R52 both engines are in every bundle that takes calls, and their modules are required verbatim', async () => {
  const { stdout } = await run(['build', '--json']);
  const inbound = (JSON.parse(stdout) as BuildDocument).scenarios.filter(({ name }) => name.startsWith('inbound-'));
  expect(inbound).toHaveLength(2);
  for (const { file } of inbound) {
    const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['require(Modules.ACD);', 'require(Modules.SmartQueue);']));
  }
});

test('vox build prints sizes and what each engine can do', async () => {
  const { stdout } = await run(['build']);
  expect(stdout).toMatch(/inbound-center +scenarios\/inbound\.ts +\d+\.\d KB/);
  expect(stdout).toMatch(/says who declined +no +yes/);
});
