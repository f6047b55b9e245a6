import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, ROOT, sourceFiles, trackedFiles } from './sources';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
const declared = { ...manifest.dependencies, ...manifest.devDependencies };

describe('dependencies', () => {
  test.each(Object.keys(declared))('%s has its reason in docs/dependencies.md', (name) => {
    expect(read('docs/dependencies.md')).toContain(`\`${name}\``);
  });

  test('versions are exact, so that two machines build the same bytes', () => {
    const loose = Object.entries(declared).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('every imported package is declared', () => {
    const imported = sourceFiles().flatMap((file) => importsOf(file).map((target) => ({ file, target })));
    const undeclared = imported
      .filter(({ target }) => target.kind === 'package' && !target.path.startsWith('node:') && target.path !== 'vox:settings')
      .filter(({ target }) => !(packageName(target.path) in declared))
      .map(({ file, target }) => `${file} → ${target.path}`);
    expect(undeclared).toEqual([]);
  });
});

describe('size budgets', () => {
  const lengths = sourceFiles().map((file) => ({ file, lines: read(file).split('\n').length - 1 }));

  test('no file is over 300 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  test('half of the files have at most 80 lines', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((left, right) => left - right);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });
});

describe('what must never be committed', () => {
  const texts = trackedFiles().filter((file) => !/\.(png|jpg|wav|ico|woff2)$/.test(file) && file !== 'package-lock.json');

  test('no private key, registry host or path of one machine', () => {
    const patterns = [/BEGIN (RSA |EC )?PRIVATE/ , /\bregistry\.[a-z]+\.org/, /\bdeb\.[a-z]+\.org/];
    const found = texts
      .filter((file) => file !== 'test/architecture/house-rules.test.ts')
      .filter((file) => patterns.some((pattern) => pattern.test(read(file))));
    expect(found).toEqual([]);
  });

  test('the lock file records no download address', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });

  test('file names are kebab-case', () => {
    const odd = sourceFiles().filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(path.basename(file)));
    expect(odd).toEqual([]);
  });
});

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
