import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The config and all modules of the project that it imports, workspace packages too, as one CommonJS script. Types are
 * not checked: shape and values are checked by `checkConfig` with better words.
 */
export async function bundleConfig(file: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: path.dirname(file),
    entryPoints: [file],
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: `node${process.versions.node}`,
    define: {
      __dirname: '__vox_dirname', __filename: '__vox_filename', 'import.meta.dirname': '__vox_dirname',
      'import.meta.filename': '__vox_filename', 'import.meta.url': '__vox_url',
    },
    plugins: [installedPackagesStayOutside(), filesKnowTheirPlace()],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** What lies in node_modules is loaded by Node itself; a workspace package only has a link there. */
function installedPackagesStayOutside(): Plugin {
  return {
    name: 'installed-packages',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path: wanted, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'asked' || isBuiltin(wanted)) return undefined;
        const found = await build.resolve(wanted, { kind, resolveDir, importer, pluginData: 'asked' });
        return found.path.includes(`${path.sep}node_modules${path.sep}`) ? { path: found.path, external: true } : found;
      });
    },
  };
}

/** In a bundle all files would think that they lie where it lies. */
function filesKnowTheirPlace(): Plugin {
  return {
    name: 'place-of-files',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        if (!/__dirname|__filename|import\.meta/.test(text)) return undefined;
        const places = { __vox_dirname: path.dirname(file), __vox_filename: file, __vox_url: pathToFileURL(file).href };
        const head = Object.entries(places).map(([name, place]) => `const ${name} = ${JSON.stringify(place)};`).join('');
        return { contents: head + text, loader: /\.[cm]?ts$/.test(file) ? 'ts' : 'js' };
      });
    },
  };
}
