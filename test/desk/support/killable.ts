import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { freePort } from '../../support/free-port';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Killable {
  url: string;
  /** `kill -9`, then the same desk again on the same database. Resolves when it listens. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Namespaces of its own for a process: `--pid` for process ids that begin with 1, `--mount` for what it mounts. It ends with `unshare`. */
export function unshared(...kinds: readonly string[]): string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...asRoot, ...kinds, '--fork', '--kill-child'];
}

/** A desk in a process of its own, started by the command `under`. */
export async function startKillable(place: string, { under = [] }: { under?: readonly string[] } = {}): Promise<Killable> {
  const outfile = await bundled('test/desk/support/desk-process.ts');
  const port = await freePort();
  const command = [...under, process.execPath, outfile, String(port), place];
  let child = await start(command);
  return {
    url: `http://127.0.0.1:${port}`,
    async killAndRestart() {
      await kill(child);
      child = await start(command);
    },
    stop: () => kill(child),
  };
}

/** A program of the tests, for a process of its own. */
export async function bundled(entry: string): Promise<string> {
  const outfile = path.join(ROOT, `node_modules/.cache/${path.basename(entry, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(ROOT, entry)], outfile,
    bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20',
  });
  return outfile;
}

async function start([program = '', ...args]: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => { complaint += part.toString(); });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`The desk ended with ${code ?? 'a signal'}: ${complaint.slice(0, 2_000)}`)));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // What it had open is closed only when the last of its processes is gone.
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}
