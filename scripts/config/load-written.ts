import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { Message } from 'esbuild';
import { spelt } from '../plain-text';
import { UserError } from '../user-error';
import { bundleConfig } from './bundle-config';

/**
 * What the config file exports, as plain data. It is evaluated anew every time: no cache could know all that it reads
 * besides its modules, such as files and environment variables.
 */
export async function loadWritten(file: string, root: string): Promise<unknown> {
  try {
    const data = asData(evaluate(await bundleConfig(file), file));
    if (data === undefined) {
      throw new UserError(`${path.basename(file)} exports nothing by default, or what is no data. Write \`export default config\` at its end.`);
    }
    return data;
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(describe(error, { file, root }), { cause: error });
  }
}

function evaluate(code: string, file: string): unknown {
  const module = { exports: {} as { default?: unknown } };
  const run = compileFunction(code, ['exports', 'module', 'require'], { filename: file }) as
    (exports: object, module: object, require: NodeJS.Require) => void;
  run(module.exports, module, createRequire(file));
  return module.exports.default;
}

/** Whatever is no JSON would be lost on the way to the scenarios; here the checks see that it is missing. */
function asData(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text) as unknown;
}

function describe(error: unknown, { file, root }: { file: string; root: string }): string {
  const [first] = compileErrors(error);
  if (first?.location) {
    const { file: where, line, column } = first.location;
    return `${path.relative(root, path.resolve(root, where))}:${line}:${column + 1}: ${first.text}`;
  }
  return `${path.basename(file)} could not be read: ${spelt(messageOf(error).split('\n')[0] ?? '')}`;
}

function compileErrors(error: unknown): readonly Message[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? (error.errors as Message[]) : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
