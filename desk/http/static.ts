import { existsSync } from 'node:fs';
import path from 'node:path';
import { Mistake } from '../../contracts/desk-failures';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built page at `/`: hashed files for ever, the rest asked for anew each time. */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new Mistake(`There is no built page in ${folder} (no index.html); build it first.`);
  }
  await app.register(fastifyStatic, {
    root: path.resolve(folder),
    cacheControl: false,
    setHeaders: (response, file) => {
      // esbuild's hashes are capitals and digits; `vox-incoming.js` has eight letters at its end too.
      const isHashed = /-[0-9A-Z]{8}\.js(\.map)?$/.test(file);
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      // The ERP's page loads the element's script and its assets from here.
      response.setHeader('access-control-allow-origin', '*');
    },
  });
}
