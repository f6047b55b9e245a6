import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPage, PAGE_BUDGET_BYTES, type BuiltFile } from '../../../operator/build/build-page';

const root = path.resolve(import.meta.dirname, '../../..');
const outDir = mkdtempSync(path.join(tmpdir(), 'vox-built-'));
let built: BuiltFile[];
beforeAll(async () => { built = await buildPage({ root, outDir }); });
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

const scripts = () => readdirSync(outDir).filter((file) => file.endsWith('.js')).sort();
const read = (...parts: string[]) => readFileSync(path.join(outDir, ...parts));

describe('the built page', () => {
  test('our own code stays within its budget beside the SDK', () => {
    expect(built.map(({ file }) => file)).toEqual(['vox-incoming.js', 'page.js']);
    for (const { gzipBytes } of built) expect(gzipBytes).toBeLessThanOrEqual(PAGE_BUDGET_BYTES);
  });

  test('a section that is not the dialog comes later, by a name that changes with its content', () => {
    for (const { laterGzipBytes } of built) expect(laterGzipBytes).toBeGreaterThan(0);
    expect(scripts().filter((file) => /^(calls|integration|customer-element)-[0-9A-Z]{8}\.js$/.test(file))).toHaveLength(3);
  });

  test('an earlier build leaves nothing behind', async () => {
    const before = scripts();
    await buildPage({ root, outDir, minify: false });
    expect(scripts().filter((file) => before.includes(file))).toEqual(['page.js', 'vox-incoming.js']);
    await buildPage({ root, outDir });
    expect(scripts()).toEqual(before);
  });

  test.each(['voximplant.min.js', 'LICENSE.txt', 'NOTICE.txt'])('the SDK’s %s goes out as its maker ships it', (file) => {
    const shipped = readFileSync(path.join(root, 'node_modules/voximplant-websdk', file));
    expect(read('voximplant-websdk', file).equals(shipped)).toBe(true);
  });

  test('no script or style stands in the document itself', () => {
    const html = read('index.html').toString('utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on\w+=/);
  });

  test('the scripts make no code from text', () => {
    for (const file of scripts()) expect(read(file).toString('utf8')).not.toMatch(/\beval\(|new Function\(/);
  });
});
