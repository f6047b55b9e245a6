import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ROOT, run } from '../cli/command-context';
import { sample } from '../config/sample';
import { projectWith, type Project } from '../support/project';

afterEach(() => void vi.unstubAllEnvs());

/** A project whose operator is called what `expression` gives, after `head`. */
function projectOf(expression: string, head = '', files: Readonly<Record<string, string>> = {}): Project {
  const config = JSON.stringify(sample()).replace('"Анна"', expression);
  return projectWith({
    'voxfiles.config.ts': `${head}\nexport default ${config};\n`,
    'scenarios/inbound.ts': `import settings from 'vox:settings';\nLogger.write(settings.franchise);\n`,
    ...files,
  });
}

/** The operator's name in the plan. */
async function planned({ root }: Project): Promise<unknown> {
  const { stdout, stderr } = await run(['plan', '--offline', '--json'], { root, env: process.env });
  expect(stderr).toBe('');
  const { steps } = JSON.parse(stdout) as { steps: { id: string; after: { displayName?: string } }[] };
  return steps.find(({ id }) => id === 'operator.create.op1')?.after.displayName;
}

describe('C2 the plan is that of the config as it is now', () => {
  test('C2 a changed environment variable, between two processes', () => {
    const { root } = projectOf('process.env.ANNA');
    const names = ['First', 'Second'].map((ANNA) => {
      const { stdout } = spawnSync(process.execPath, [path.join(ROOT, 'bin/vox.mjs'), 'plan', '--offline'], {
        cwd: root, encoding: 'utf8', env: { ...process.env, ANNA },
      });
      return /displayName: "(\w+)"/.exec(stdout)?.[1];
    });
    expect(names).toEqual(['First', 'Second']);
  });

  test('C2 a changed environment variable that only an imported module reads', async () => {
    const project = projectOf('name', `import { name } from './names';`, { 'names.ts': 'export const name: string = process.env.ANNA ?? "";' });
    vi.stubEnv('ANNA', 'First');
    expect(await planned(project)).toBe('First');
    vi.stubEnv('ANNA', 'Second');
    expect(await planned(project)).toBe('Second');
  });

  test.each([
    ['__dirname', `import { readFileSync } from 'node:fs';\nconst name = readFileSync(__dirname + '/name.txt', 'utf8');`],
    ['import.meta.url', `import { readFileSync } from 'node:fs';\nconst name = readFileSync(new URL('./name.txt', import.meta.url), 'utf8');`],
    ['an own __dirname', `import fs from 'node:fs';\nimport path from 'node:path';\nimport { fileURLToPath } from 'node:url';
      const __dirname = path.dirname(fileURLToPath(import.meta.url));\nconst name = fs.readFileSync(path.join(__dirname, 'name.txt'), 'utf8');`],
    ['a module of another folder', `import { name } from './lib/names';`],
  ])('C2 a text file that is read beside %s', async (_, head) => {
    const lib = `import { readFileSync } from 'node:fs';\nexport const name = readFileSync(import.meta.dirname + '/../name.txt', 'utf8');`;
    const project = projectOf('name', head, { 'name.txt': 'First', 'lib/names.ts': lib });
    expect(await planned(project)).toBe('First');
    project.write('name.txt', 'Second');
    expect(await planned(project)).toBe('Second');
  });

  test('C2 a JSON file that is imported', async () => {
    const project = projectOf('names.anna', `import names from './names.json';`, { 'names.json': '{"anna": "First"}' });
    expect(await planned(project)).toBe('First');
    project.write('names.json', '{"anna": "Second"}');
    expect(await planned(project)).toBe('Second');
  });

  test('C2 a module outside the root', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'vox-outside-'));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    const write = (name: string) => writeFileSync(path.join(outside, 'names.ts'), `export const name: string = '${name}';`);
    write('First');
    const project = projectOf('name', `import { name } from '${path.join(outside, 'names')}';`);
    expect(await planned(project)).toBe('First');
    write('Second');
    expect(await planned(project)).toBe('Second');
  });

  test.each([
    ['TypeScript, which names its own files as their build would be called', 'index.ts', `export { name } from './name.js';`],
    ['JavaScript modules', 'index.js', `export { name } from './name';`],
  ])('C2 a workspace package of %s', async (_, main, index) => {
    const project = projectOf('name', `import { name } from 'names';`, {
      'packages/names/package.json': JSON.stringify({ name: 'names', type: 'module', exports: `./${main}` }),
      [`packages/names/${main}`]: index,
      'packages/names/name.ts': `export const name: string = 'First';`,
    });
    mkdirSync(path.join(project.root, 'node_modules'));
    symlinkSync('../packages/names', path.join(project.root, 'node_modules/names'));
    expect(await planned(project)).toBe('First');
    project.write('packages/names/name.ts', `export const name: string = 'Second';`);
    expect(await planned(project)).toBe('Second');
  });

  test.each([['CommonJS', 'module.exports.name = NAME;', {}], ['ES modules', 'export const name = NAME;', { type: 'module' }]])(
    'C2 an installed package of %s, between two processes', (_, text, own) => {
      const project = projectOf('name', `import { name } from 'names';`, {
        'node_modules/names/package.json': JSON.stringify({ name: 'names', main: 'index.js', ...own }),
      });
      const names = ['First', 'Second'].map((name) => {
        project.write('node_modules/names/index.js', text.replace('NAME', `'${name}'`));
        const { stdout } = spawnSync(process.execPath, [path.join(ROOT, 'bin/vox.mjs'), 'plan', '--offline'], { cwd: project.root, encoding: 'utf8' });
        return /displayName: "(\w+)"/.exec(stdout)?.[1];
      });
      expect(names).toEqual(['First', 'Second']);
    });
});
