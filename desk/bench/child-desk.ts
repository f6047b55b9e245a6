import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import type { DatabaseWork } from './counted';

export interface SoakOperator { operator: string; franchise: string; session: string }
export interface MemoryNow { heapMb: number; residentMb: number; cpuSeconds: number }
export type FromSoakDesk = { kind: 'ready'; url: string; sessions: SoakOperator[] } | ({ kind: 'memory' } & MemoryNow) | ({ kind: 'database' } & DatabaseWork);

export interface ChildDesk {
  pid: number;
  url: string;
  operators: readonly SoakOperator[];
  /** Of the desk's process, after a collection. */
  memory(): Promise<MemoryNow>;
  /** Since it was started. */
  databaseWork(): Promise<DatabaseWork>;
  close(): Promise<void>;
}

export interface DeskOfBench {
  root: string;
  /** `postgres://…` or PGlite's folder. */
  place: string;
  operators: number;
  franchises?: number;
  /** Left out: its errors stand beside the result; a load that counts them itself wants silence. */
  logLevel?: 'error' | 'silent';
}

/** A desk in a process of its own, everybody signed in. */
export async function startChildDesk({ root, place, operators, franchises = 2, logLevel = 'error' }: DeskOfBench): Promise<ChildDesk> {
  const outfile = path.join(root, `node_modules/.cache/soak-desk-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(root, 'desk/bench/soak-desk.ts')], outfile,
    bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20', logLevel: 'error',
  });
  // What the desk logs goes beside the result, never into it.
  const child = fork(outfile, [String(operators), place, String(franchises), logLevel], { execArgv: ['--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'] });
  const ready = await next(child, 'ready');
  return {
    pid: child.pid ?? 0,
    url: ready.url,
    operators: ready.sessions,
    async memory() {
      child.send('memory');
      return next(child, 'memory');
    },
    async databaseWork() {
      child.send('database');
      return next(child, 'database');
    },
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

function next<K extends FromSoakDesk['kind']>(child: ChildProcess, kind: K): Promise<Extract<FromSoakDesk, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('The desk of the soak ended; what it said stands above.'));
    const onMessage = (message: unknown): void => {
      const said = message as FromSoakDesk;
      if (said.kind !== kind) return;
      child.off('message', onMessage).off('exit', onExit);
      resolve(said as Extract<FromSoakDesk, { kind: K }>);
    };
    child.on('message', onMessage).once('exit', onExit);
  });
}
