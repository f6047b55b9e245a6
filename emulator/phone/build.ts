import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the phone page out of the project's folder; the result answers by path. */
export async function buildPhonePage(projectFolder: string): Promise<ReadonlyMap<string, RequestListener>> {
  const folder = path.join(projectFolder, 'emulator', 'phone', 'page');
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'main.tsx')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  const page = answer('text/html; charset=utf-8', html);
  return new Map([
    ['/phone', page],
    ['/phone/', page],
    ['/phone/main.js', answer('text/javascript; charset=utf-8', outputFiles[0]?.text ?? '')],
    ['/phone/style.css', answer('text/css; charset=utf-8', readFileSync(path.join(folder, 'style.css'), 'utf8'))],
  ]);
}

const html = `<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Телефон звонящего</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone/style.css">
<div id="phone"></div>
<script type="module" src="/phone/main.js"></script>
</html>
`;

function answer(type: string, body: string): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  };
}
