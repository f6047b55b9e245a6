import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A bundle stands as deep as the tests do, so that paths from its own place lead to the same folders. */
const BUNDLES = path.join(ROOT, 'node_modules/.cache/namespaces');

/** Two machines with a cable between them, and nothing else: what leaves one can only come to the other. */
export interface Namespaces {
  /** The first machine, with a default route that ends at the second. */
  readonly inside: Namespace;
  readonly outside: Namespace;
  close(): Promise<void>;
}

export interface Namespace {
  readonly address: string;
  /** Runs a TypeScript file of this project in there; its messages come by `message`. */
  run(file: string, ...args: readonly string[]): Promise<ChildProcess>;
  /** `ip` in there, e.g. `addr add …`. */
  ip(command: string): void;
}

export function openNamespaces(): Namespaces {
  const children: ChildProcess[] = [];
  const names = ['a', 'b'].map((end) => `vox${process.pid}${end}`) as [string, string];
  for (const name of names) ip(`netns add ${name}`);
  ip(`link add ${names[0]} netns ${names[0]} type veth peer name ${names[1]} netns ${names[1]}`);
  const [inside, outside] = [openNamespace(names[0], '10.77.0.1', children), openNamespace(names[1], '10.77.0.2', children)] as const;
  // Firefox looks for its own address along the default route.
  inside.ip(`route add default via ${outside.address}`);
  return {
    inside, outside,
    async close() {
      await Promise.all(children.map(gone));
      for (const name of names) ip(`netns del ${name}`);
    },
  };
}

function openNamespace(name: string, address: string, children: ChildProcess[]): Namespace {
  const inThere = (command: string) => ip(`-n ${name} ${command}`);
  inThere(`addr add ${address}/24 dev ${name}`);
  inThere(`link set ${name} up`);
  inThere('link set lo up');
  return {
    address,
    ip: inThere,
    async run(file, ...args) {
      const outfile = path.join(BUNDLES, `${path.basename(file, '.ts')}-${process.pid}.mjs`);
      await build({
        absWorkingDir: ROOT, entryPoints: [file], outfile,
        bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20', logLevel: 'error',
      });
      const child = fork(outfile, args, {
        cwd: ROOT, execPath: 'ip', execArgv: ['netns', 'exec', name, process.execPath], stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      children.push(child);
      return child;
    },
  };
}

/** The next message of a child. */
export function messageOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`The process in the namespace ended with ${code ?? 'a signal'}; what it said stands above.`)));
  });
}

function ip(command: string): void {
  try {
    execFileSync('ip', command.split(' '), { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(`Network namespaces need Linux, root and Debian’s package iproute2. "ip ${command}" failed.`, { cause });
  }
}

/** A child ends when nobody listens to it any more. */
async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = new Promise((resolve) => { child.once('exit', resolve); });
  if (child.connected) child.disconnect();
  else child.kill('SIGKILL');
  await left;
}
