import { describe, expect, test } from 'vitest';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import { BuildError } from '../../scripts/build/problem';
import { checkConfig } from '../../scripts/config/check-config';
import { environmentOf } from '../../scripts/config/read-config';
import { sample } from '../config/sample';
import { projectWith } from '../support/project';

/** Builds a one-file scenario for the sample's franchise. */
async function build(files: Record<string, string> | string, change?: Parameters<typeof sample>[0]): Promise<BuiltScenario> {
  const texts = typeof files === 'string' ? { 'scenarios/inbound.ts': files } : files;
  const { root } = projectWith(texts);
  const config = checkConfig(sample(change), 'voxfiles.config.ts');
  const [built] = await buildScenarios({ root, config, environment: environmentOf(config, 'local') });
  if (!built) throw new Error('the sample has one scenario');
  return built;
}

async function problemsOf(files: Record<string, string> | string): Promise<string[]> {
  const failure = await build(files).catch((error: unknown) => error);
  if (!(failure instanceof BuildError)) throw failure;
  return failure.problems.map(({ file, line, column, what }) => `${file}:${line}:${column} ${what}`);
}

const CALL = `VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => call.answer());`;

describe('R52 the script', () => {
  test('is one strict IIFE in ASCII', async () => {
    const { code } = await build(`import settings from 'vox:settings';\n${CALL}\nLogger.write(settings.greeting.text);`);
    expect(code).toMatch(/^"use strict";\n\(\(\)=>\{[\x20-\x7e]*\}\)\(\);\n$/);
    expect(code).toContain('\\u0417\\u0434');
  });

  test.each([
    [`${CALL} VoxEngine.enqueueTask({});`, ['SmartQueue']],
    [`VoxEngine.addEventListener(ACDEvents.Queued, () => 1);`, ['ACD']],
    [`const { enqueueACDRequest, createRecorder } = VoxEngine; enqueueACDRequest(createRecorder());`, ['ACD', 'Recorder']],
    [`VoxEngine['createConference']({});`, ['Conference']],
    [`require(Modules.IVR);\n${CALL}`, ['IVR']],
    [CALL, []],
  ])('%s requires its modules verbatim above the code', async (text, modules) => {
    const { code } = await build(text);
    expect(code.split('\n').slice(1, -2)).toEqual(modules.map((module) => `require(Modules.${module});`));
  });

  test('is lowered to ES2020', async () => {
    const { code } = await build(`class A { #x = 1; get() { return this.#x ||= 2; } }\nLogger.write(String(new A().get()));`);
    expect(code).not.toMatch(/#x|\|\|=/);
  });

  test('has equal bytes wherever the project lies', async () => {
    const [one, other] = [await build(CALL), await build(CALL)];
    expect([other.code, other.map]).toEqual([one.code, one.map]);
  });

  test('an account\'s ids do not change it, wording does', async () => {
    const text = `import settings from 'vox:settings';\nLogger.write(JSON.stringify(settings));`;
    const hash = async (change: Parameters<typeof sample>[0]) => (await build(text, change)).sha256;
    const plain = await hash(() => undefined);
    expect(await hash((config) => Object.assign(config.environments['local'] ?? {}, { account: 5 }))).toBe(plain);
    expect(await hash((config) => Object.assign(config.franchises['center']?.call ?? {}, { ringSeconds: 30 }))).not.toBe(plain);
  });
});

describe('R52 the build refuses, at file and line', () => {
  const rows: [string, Record<string, string> | string, string[]][] = [
    ['a browser global', `${CALL}\n  fetch('/');`, ['scenarios/inbound.ts:2:3 `fetch` is a global of browsers; the cloud does not have it']],
    ['a Node global', `Logger.write(process.version);`, ['scenarios/inbound.ts:1:14 `process` is a global of Node; the cloud does not have it']],
    ['an unknown global', `toString2();`, ['scenarios/inbound.ts:1:1 `toString2` is no global of VoxEngine; the cloud does not have it']],
    ['a module of Node', `import fs from 'node:fs';\nfs.read();`, ['scenarios/inbound.ts:1:16 "node:fs" is a module of Node; the cloud does not have it']],
    ['a bare module of Node', `import 'crypto';`, ['scenarios/inbound.ts:1:8 "crypto" is a module of Node; the cloud does not have it']],
    ['a package', `import { z } from 'zod';\nz.string();`, ['scenarios/inbound.ts:1:19 "zod" is a package; the cloud has none']],
    ['a require whose result is used', `const acd = require(Modules.ACD);\nacd();`, ['scenarios/inbound.ts:1:13 this is no `require(Modules.X);` line of a known module']],
    ['a module that does not exist', `require(Modules.Fax);`, ['scenarios/inbound.ts:1:1 this is no `require(Modules.X);` line of a known module']],
    ['a file that is not there', `import './queue';`, ['scenarios/inbound.ts:1:8 Could not resolve "./queue"']],
    ['a syntax error', `const = 1;`, ['scenarios/inbound.ts:1:7 Expected identifier but found "="']],
    ['a missing entry', { 'other.ts': '' }, ['scenarios/inbound.ts:0:0 Could not resolve "scenarios/inbound.ts"']],
    [
      'in an imported file',
      { 'scenarios/inbound.ts': `import { log } from './log';\nlog();`, 'scenarios/log.ts': `\nexport const log = () => console.log(1);` },
      ['scenarios/log.ts:2:26 `console` is a global of browsers; the cloud does not have it'],
    ],
  ];
  test.each(rows)('%s', async (_, files, problems) => {
    expect(await problemsOf(files)).toEqual(problems);
  });

  test('several at once', async () => {
    expect(await problemsOf(`fetch('/');\nsetTimeout(alert, 5);\nlocalStorage.clear();`)).toHaveLength(3);
  });

  test('code over 64 KB, naming the largest parts', async () => {
    const big = `export const words = '${'x'.repeat(65 * 1024)}';`;
    const files = { 'scenarios/inbound.ts': `import { words } from './words';\nLogger.write(words);`, 'scenarios/words.ts': big };
    await expect(build(files)).rejects.toThrow(/its code takes 65\.\d KB, the budget is 64\.0 KB\n.*scenarios\/words\.ts 65\.\d KB/);
  });

  test('settings over 8 KB', async () => {
    const text = `import settings from 'vox:settings';\nLogger.write(JSON.stringify(settings));`;
    const long = { text: 'я'.repeat(1400), voice: 'Amazon.ru_RU_Maxim' };
    const wordy = build(text, (config) => Object.assign(config.franchises['center']?.call ?? {}, { goodbye: long }));
    await expect(wordy).rejects.toThrow(/its settings take \d+\.\d KB, the budget is 8\.0 KB/);
  });
});

test('a name declared in one place and free in another is still seen', async () => {
  const text = `function ask(fetch: string) { Logger.write(fetch); }\nask(String(Date.now()));\nfetch('/');`;
  expect(await problemsOf(text)).toEqual(['scenarios/inbound.ts:3:1 `fetch` is a global of browsers; the cloud does not have it']);
});
