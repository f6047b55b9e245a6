import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Killable {
  url: string;
  /** `kill -9`, then the same desk again on the same database. Resolves when it listens. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** A desk in a process of its own. */
export async function startKillable(place: string): Promise<Killable> {
  const outfile = path.join(ROOT, `node_modules/.cache/desk-process-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(ROOT, 'test/desk/support/desk-process.ts')], outfile,
    bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20',
  });
  const port = await freePort();
  let child = await start(outfile, [String(port), place]);
  return {
    url: `http://127.0.0.1:${port}`,
    async killAndRestart() {
      await kill(child);
      child = await start(outfile, [String(port), place]);
    },
    stop: () => kill(child),
  };
}

async function start(file: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
