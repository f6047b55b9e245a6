import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { servePage } from '../../desk/http/static';

const folder = mkdtempSync(path.join(tmpdir(), 'vox-static-'));
for (const file of ['index.html', 'vox-incoming.js', 'page.js', 'calls-O6MADIHC.js', 'calls-O6MADIHC.js.map']) writeFileSync(path.join(folder, file), '');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['vox-incoming.js', 'no-cache'], ['page.js', 'no-cache'], ['index.html', 'no-cache'],
  ['calls-O6MADIHC.js', 'public, max-age=31536000, immutable'], ['calls-O6MADIHC.js.map', 'public, max-age=31536000, immutable'],
])('%s is kept as %s: a new release reaches every browser', async (file, wanted) => {
  const app = Fastify();
  await servePage(app, folder);
  const { headers } = await app.inject({ url: `/${file}` });
  expect(headers['cache-control']).toBe(wanted);
  expect(headers['access-control-allow-origin']).toBe('*');
});
