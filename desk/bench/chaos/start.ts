import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { Mistake } from '../../../contracts/desk-failures';
import type { BenchRow } from '../rows';
import type { ChaosOptions } from './run';

/** The chaos run in a mount namespace of its own, so that the disk that it fills is nobody else's. */
export async function startChaos(root: string, options: Omit<ChaosOptions, 'program'>): Promise<BenchRow[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Mistake(
      'The chaos run mounts a small disk and starts desks in process namespaces of their own: run it as root on Linux.');
  }
  const outdir = path.join(root, `node_modules/.cache/chaos-${process.pid}`);
  const folder = path.join(root, 'desk/bench/chaos');
  await build({
    entryPoints: { main: path.join(folder, 'main.ts'), desk: path.join(folder, 'desk-process.ts') },
    outdir, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', packages: 'external',
    target: 'node20', logLevel: 'error',
  });
  const told: ChaosOptions = { ...options, program: path.join(outdir, 'desk.mjs') };
  const command = [process.execPath, path.join(outdir, 'main.mjs'), JSON.stringify(told)];
  const child = spawn('unshare', ['--mount', '--propagation', 'private', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => { text += part.toString(); });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Mistake('The chaos run did not come to its end; what it said stands above.');
  return JSON.parse(text.trim().split('\n').at(-1) ?? '') as BenchRow[];
}
