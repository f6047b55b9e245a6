import { spawn } from 'node:child_process';
import path from 'node:path';
import type { CommandContext } from '../command';
import { UserError } from '../user-error';
import type { BenchRow } from './row';

const SIZE_LIMIT_BYTES = 60 * 1024;
const MORE_LIMIT_MS = 300;

/** What `test/browser/page/bench.mjs` prints: a browser is a tool of the tests, so it is driven from there. */
interface Measured {
  sizes: { file: string; gzipBytes: number; laterGzipBytes: number }[];
  /** Medians, milliseconds from the click to the first sound that the operator hears. */
  ourMs: number;
  bareMs: number;
}

/** The page's size beside its limit, and how much later than with the bare Web SDK an operator hears the caller. */
export async function benchPage({ root }: CommandContext): Promise<BenchRow[]> {
  const { sizes, ourMs, bareMs } = await measure(root);
  const bare = { name: 'bare Web SDK', value: bareMs };
  return [
    ...sizes.flatMap(({ file, gzipBytes, laterGzipBytes }): BenchRow[] => [
      { name: `${file}, what loads with the dialog`, value: gzipBytes, unit: 'bytes gzip', peer: null, limit: SIZE_LIMIT_BYTES },
      { name: `${file}, with the sections that come later`, value: gzipBytes + laterGzipBytes, unit: 'bytes gzip', peer: null, limit: null },
    ]),
    { name: 'from «Ответить» to sound', value: ourMs, unit: 'ms', peer: bare, limit: null },
    { name: 'more than the bare Web SDK', value: Math.round((ourMs - bareMs) * 10) / 10, unit: 'ms', peer: null, limit: MORE_LIMIT_MS },
  ];
}

function measure(root: string): Promise<Measured> {
  const child = spawn(process.execPath, [path.join(root, 'test/browser/page/bench.mjs')], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) return resolve(JSON.parse(printed) as Measured);
      reject(new UserError(`The bench of the page ended with ${code}: ${said.trim().split('\n').at(-1) ?? 'it said nothing'}`));
    });
  });
}
