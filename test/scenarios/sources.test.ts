import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCENARIOS = path.join(ROOT, 'scenarios');
const TYPINGS = path.join(ROOT, 'typings/voxengine/index.d.ts');

const files = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const read = (name: string) => readFileSync(path.join(SCENARIOS, name), 'utf8');
const code = (name: string) => read(name).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const sources = files.filter((name) => !name.endsWith('.d.ts'));
const ENGINES = [path.join('queue', 'acd.ts'), path.join('queue', 'smartqueue.ts')];

/** The vendor's voxengine.d.ts is not ours to keep here; whoever has it names it in VOXENGINE_TYPINGS. It lacks one line. */
const VENDOR = process.env['VOXENGINE_TYPINGS'];
const LACKING = 'declare namespace VoxEngine { function getSecretValue(name: string): string | undefined; }';
const DECLARATIONS = [
  { name: 'our declarations of VoxEngine', file: TYPINGS, lacking: '' },
  ...(VENDOR === undefined ? [] : [{ name: 'the vendor\'s', file: VENDOR, lacking: LACKING }]),
];

/** What tsc says about `scenarios/` with one file of declarations and nothing else. */
function typeErrors(declarations: string, extraSource = '', ambient = ''): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'scenario-types-'));
  try {
    const extra = path.join(folder, 'extra.ts');
    writeFileSync(extra, `export {};\n${extraSource}`);
    const globals = path.join(folder, 'globals.d.ts');
    writeFileSync(globals, ambient);
    const compilerOptions = {
      noEmit: true, strict: true, target: 'ES2020', lib: ['ES2020'], types: [], module: 'ESNext', moduleResolution: 'Bundler',
      noUncheckedIndexedAccess: true, isolatedModules: true, skipLibCheck: true,
    };
    const include = [path.join(SCENARIOS, '**/*.ts')];
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include, files: [declarations, globals, extra] }));
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('scenario sources', () => {
  it.each(DECLARATIONS)('type-check alone, with $name and ES2020', ({ file, lacking }) => {
    expect(typeErrors(file, '', lacking)).toBe('');
  });

  it('would not with what the platform does not have, or demands', () => {
    const errors = typeErrors(TYPINGS, `
      VoxEngine.noSuchThing();
      console.log(1);
      VoxEngine.enqueueTask({ queue: { id: 1, name: 'center' }, timeout: 20, priority: 50 });
      export const status = (task: SmartQueueTask) => task.status;
    `);
    for (const name of ['noSuchThing', 'console', 'skills', 'status']) expect(errors).toContain(name);
  });

  it.each(sources)('%s has no any, no comment to the compiler, no non-null assertion', (name) => {
    expect(code(name)).not.toMatch(/\bany\b/);
    expect(read(name)).not.toMatch(/@ts-|eslint-disable/);
    expect(code(name)).not.toMatch(/[\w)\]]!(?!=)/);
  });

  it('cast nowhere but once in each engine at most, with its reason above', () => {
    const casts = (name: string) => [...code(name).matchAll(/\bas (?!const\b)[\w{(]/g)].length;
    const casting = sources.filter((name) => casts(name) > 0);
    expect(casting.filter((name) => !ENGINES.includes(name) || casts(name) > 1)).toEqual([]);
  });

  it('never read the status of a task', () => {
    expect(sources.filter((name) => /task\.status\b/.test(code(name)))).toEqual([]);
  });

  it('import only each other and the settings', () => {
    const imports = sources.flatMap((name) => [...code(name).matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? ''));
    expect(imports.filter((from) => !from.startsWith('.') && from !== 'vox:settings')).toEqual([]);
    expect(sources.filter((name) => /<reference|require\(/.test(read(name)))).toEqual([]);
  });

  it('entries contain no branching', () => {
    const entries = sources.filter((name) => !name.includes(path.sep));
    expect(entries).toContain('inbound.ts');
    for (const name of entries) expect(code(name)).not.toMatch(/\b(if|for|while|switch|try)\b|\?|&&|\|\|/);
  });
});
