import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError } from '../user-error';

/**
 * What the config file exports, as plain data. TypeScript is compiled by
 * ts-node; since that takes most of a second, the data is kept beside the
 * hashes of the config and of every file that it imports.
 */
export async function loadWritten(file: string, root: string): Promise<unknown> {
  const cache = path.join(root, '.vox', 'cache', 'config.json');
  const kept = readKept(cache);
  if (kept && kept.file === file && kept.sources.every(isUnchanged)) return kept.data;
  const { data, sources } = await evaluate(file, root);
  keep(cache, { file, data, sources: sources.map((source) => ({ path: source, sha256: hashOf(source) })) });
  return data;
}

interface Kept {
  file: string;
  data: unknown;
  sources: { path: string; sha256: string }[];
}

async function evaluate(file: string, root: string): Promise<{ data: unknown; sources: string[] }> {
  const require = createRequire(file);
  const before = new Set(Object.keys(require.cache));
  try {
    await registerTypeScript(root);
    const loaded = require(file) as { default?: unknown };
    if (loaded.default === undefined) {
      throw new UserError(`${path.basename(file)} exports nothing by default. Write \`export default config\` at its end.`);
    }
    const sources = Object.keys(require.cache).filter((id) => !before.has(id) && isOwn(id, root));
    return { data: asData(loaded.default), sources };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(describe(error, { file, root }), { cause: error });
  } finally {
    for (const id of Object.keys(require.cache)) if (!before.has(id) && isOwn(id, root)) delete require.cache[id];
  }
}

/** Compiles without type-checking: shape and values are checked by `checkConfig` with better words. */
async function registerTypeScript(root: string): Promise<void> {
  const { register } = (await import('ts-node')).default;
  register({
    cwd: root,
    skipProject: true,
    transpileOnly: true,
    compilerOptions: { module: 'CommonJS', moduleResolution: 'Node10', target: 'ES2022', esModuleInterop: true, resolveJsonModule: true },
  });
}

/** JSON is what the cache keeps, so the first run must see nothing else. */
function asData(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function describe(error: unknown, { file, root }: { file: string; root: string }): string {
  const diagnostic = /^(.*\.ts)[:(](\d+)[:,](\d+)\)?.*?error.*?TS\d+:\s*(.*)$/m.exec(withoutColor(messageOf(error)));
  if (diagnostic) {
    const [, where = '', line, column, what] = diagnostic;
    return `${path.relative(root, path.resolve(root, where))}:${line}:${column}: ${what}`;
  }
  return `${path.basename(file)} could not be read: ${messageOf(error).split('\n')[0]}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function withoutColor(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '');
}

function isOwn(id: string, root: string): boolean {
  return id.startsWith(root + path.sep) && !id.includes(`${path.sep}node_modules${path.sep}`);
}

function readKept(cache: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(cache, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

function keep(cache: string, kept: Kept): void {
  try {
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(cache, JSON.stringify(kept));
  } catch {
    // A read-only checkout only starts slower.
  }
}

function isUnchanged(source: { path: string; sha256: string }): boolean {
  return existsSync(source.path) && hashOf(source.path) === source.sha256;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
