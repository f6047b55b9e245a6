import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import type { CloudNow, FromLoadCloud, LoadGround, Offered, ToLoadCloud } from './messages';

export { monotonicMs, type CloudNow, type LoadGround } from './messages';

/** A cloud with its gateway in a process of its own. */
export interface ChildCloud {
  pid: number;
  /** `localhost:PORT` of the gateway. */
  host: string;
  /** PEM that its pages have to trust. */
  certificate: string;
  /** What stands behind `@` in an operator's login. */
  domain: string;
  /** Lets calls come; resolves when the last of them is over. */
  dial(load: { callsPerSecond: number; calls: number }): Promise<void>;
  /** After a collection. */
  look(): Promise<CloudNow>;
  close(): Promise<void>;
}

export async function startChildCloud({ root, ground, offered }: { root: string; ground: LoadGround; offered: (offer: Offered) => void }): Promise<ChildCloud> {
  const outfile = path.join(root, `node_modules/.cache/load-cloud-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(root, 'emulator/bench/load-cloud.ts')], outfile,
    bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20', logLevel: 'error',
  });
  const child = fork(outfile, { execArgv: ['--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'] });
  const ask = (message: ToLoadCloud): void => void child.send(message);
  child.on('message', (message) => {
    const said = message as FromLoadCloud;
    if (said.kind === 'offers') said.offers.forEach(offered);
  });
  ask({ kind: 'open', ground });
  const { host, certificate, domain } = await next(child, 'ready');
  return {
    pid: child.pid ?? 0,
    host, certificate, domain,
    async dial(load) {
      ask({ kind: 'dial', ...load });
      await next(child, 'over');
    },
    async look() {
      ask({ kind: 'look' });
      return next(child, 'looked');
    },
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

function next<K extends FromLoadCloud['kind']>(child: ChildProcess, kind: K): Promise<Extract<FromLoadCloud, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('The cloud of the load ended; what it said stands above.'));
    const onMessage = (message: unknown): void => {
      const said = message as FromLoadCloud;
      if (said.kind !== kind) return;
      child.off('message', onMessage).off('exit', onExit);
      resolve(said as Extract<FromLoadCloud, { kind: K }>);
    };
    child.on('message', onMessage).once('exit', onExit);
  });
}
