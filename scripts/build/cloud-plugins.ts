import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { PartialMessage, Plugin } from 'esbuild';
import type { CallSettings } from '../../contracts/call-settings';
import { toAsciiJson } from '../../contracts/signature';
import { isModule } from './cloud-names';

/** How esbuild names the module in its reports. */
export const SETTINGS_INPUT = 'vox:vox:settings';
const SETTINGS = 'vox:settings';

/** `import settings from 'vox:settings'`: the franchise's settings as a module. */
export function settingsModule(settings: CallSettings): Plugin {
  return {
    name: 'settings',
    setup(build) {
      build.onResolve({ filter: /^vox:settings$/ }, () => ({ path: SETTINGS, namespace: 'vox', sideEffects: false }));
      build.onLoad({ filter: /^vox:settings$/, namespace: 'vox' }, () => ({
        contents: `export const settings = ${toAsciiJson(settings)};\nexport default settings;\n`,
        loader: 'js',
      }));
    },
  };
}

/** Refuses every import that only Node or a package could answer. */
export function cloudImportsOnly(): Plugin {
  return {
    name: 'cloud-imports',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path: wanted, kind }) => {
        if (kind === 'entry-point' || wanted === SETTINGS) return undefined;
        return { errors: [{ text: refusal(wanted), detail: { remedy: remedyFor(wanted) } }] };
      });
    },
  };
}

/**
 * Takes `require(Modules.X);` lines out of the sources and remembers X: esbuild
 * would rewrite them, and the cloud may look for the very text.
 */
export function requireLines(found: Set<string>): Plugin {
  return {
    name: 'require-lines',
    setup(build) {
      build.onLoad({ filter: /\.[jt]s$/ }, ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        if (!text.includes('require(Modules.')) return undefined;
        const contents = text.replace(/^([ \t]*)require\(Modules\.(\w+)\);?[ \t]*$/gm, (line, _indent, name: string) => {
          if (!isModule(name)) return line;
          found.add(name);
          return '';
        });
        return { contents, loader: path.extname(file) === '.ts' ? 'ts' : 'js', errors: usedRequires(contents, file) };
      });
    },
  };
}

/** A `require` that is left: inside an expression, or of a module that does not exist. */
function usedRequires(text: string, file: string): PartialMessage[] {
  return text.split('\n').flatMap((lineText, index) => {
    const column = lineText.search(/\brequire\(Modules\./);
    if (column < 0) return [];
    return [{
      text: 'this is no `require(Modules.X);` line of a known module',
      location: { file, line: index + 1, column, lineText },
      detail: { remedy: 'write it alone on its line, without using its result' },
    }];
  });
}

function refusal(wanted: string): string {
  if (isBuiltin(wanted)) return `"${wanted}" is a module of Node; the cloud does not have it`;
  return `"${wanted}" is a package; the cloud has none`;
}

function remedyFor(wanted: string): string {
  return isBuiltin(wanted)
    ? 'use what VoxEngine has: Net, Crypto, Logger, ApplicationStorage'
    : 'import only from scenarios/ and contracts/, by relative paths, and vox:settings';
}
